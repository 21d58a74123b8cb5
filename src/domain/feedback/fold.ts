import { fold as foldWords, tellingWords } from '#words/index.ts'
import type { Lang } from './types.ts'

/** A search without what does not tell questions apart: case, accents, noise. Empty: there is no word in it. */
export function foldQuery(q: string, lang: Lang): string {
  return fold(tellingWords(q, lang).join(' '))
}

/** In lower case, without accents; what stands between words is one space. */
export function fold(text: string): string {
  return foldWords(text).replace(/[^\p{L}\p{N}._/-]+/gu, ' ')
}
