import { queryWords } from '../knowledge/index.ts'
import type { Lang } from './types.ts'

/** A search without what does not tell questions apart: case, accents, noise. Empty: there is no word in it. */
export function foldQuery(q: string, lang: Lang): string {
  return queryWords(q, lang)
    .map((word) => word.normalize('NFD').replace(/\p{M}/gu, ''))
    .join(' ')
}
