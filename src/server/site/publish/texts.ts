import type { Article } from '#domain/knowledge/index.ts'
import { openPacks, type Places } from '../pack.ts'
import type { Text } from '../render-content.ts'
import { textOfPath } from '../source.ts'

/** Rendered texts of a release that is being made. */
export type Texts = { of(article: Article): Text; close(): void }

/** @param hidden its private tree. @param places of the texts in it, by path */
export function openTexts(hidden: string, places: Places): Texts {
  const packs = openPacks(hidden)
  return {
    close: packs.close,
    of(article) {
      const path = textOfPath(article)
      const place = places[path]
      if (!place) throw new Error(`the text of ${path} is missing`)
      return JSON.parse(packs.read(place).toString('utf8')) as Text
    },
  }
}
