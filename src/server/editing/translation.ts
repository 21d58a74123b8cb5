import { currentEdit, findRevisionAt, revisionsOf } from '#domain/editing/index.ts'
import { otherLang, type Place, pathOf } from '#domain/knowledge/index.ts'
import type { Context } from '#domain/shared/index.ts'
import type { Desk } from './desk.ts'
import { differences, isSame, type Part } from './differences.ts'
import { readFields, splitFile } from './front-matter.ts'

export type Original = {
  place: Place
  title: string
  body: string
  /** What changed in it since the translation was last saved; null: nothing, or no revision is so old. */
  changes: Part[] | null
  /** When the translation was last saved, as far as it is known. */
  translatedAt: number | null
}

/** The other language of an article, and what changed in it since this one was written; null: there is none. */
export async function originalOf({ ctx, folder }: Desk, place: Place): Promise<Original | null> {
  const other: Place = { ...place, lang: otherLang(place.lang) }
  const key = { articleId: place.id, lang: other.lang }
  const text = (await currentEdit(ctx, key))?.text ?? (await folder.read(pathOf(other)))
  if (text === null) return null
  const translatedAt = await lastWritten(ctx, place)
  const then = translatedAt === null ? null : await findRevisionAt(ctx, key, translatedAt)
  const parts = then ? differences(then.text, text) : null
  const { title } = readFields(text)
  return {
    place: other,
    title: typeof title === 'string' ? title : place.name,
    body: splitFile(text).body,
    changes: parts && !isSame(parts) ? parts : null,
    translatedAt,
  }
}

/** The last time that somebody wrote the translation: finding its file is no writing. */
async function lastWritten(ctx: Context, place: Place): Promise<number | null> {
  const { items } = await revisionsOf(ctx, { articleId: place.id, lang: place.lang })
  const written = items.find(({ cause }) => cause !== 'file') ?? items.at(-1)
  return written?.at ?? null
}
