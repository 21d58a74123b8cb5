import { currentEdit, findRevisionAt, getRevision, revisionsOf } from '#domain/editing/index.ts'
import { otherLang, type Place, pathOf } from '#domain/knowledge/index.ts'
import { type Context, isDomainError } from '#domain/shared/index.ts'
import type { Desk } from './desk.ts'
import { differences, isSame, type Part } from './differences.ts'
import { readFields, splitFile } from './front-matter.ts'

export type Original = {
  place: Place
  title: string
  body: string
  /** What changed in it since the translation was last saved; null: nothing, or no revision is so old. */
  changes: Part[] | null
  /** From when on; null: nothing is known of it before. */
  since: number | null
}

/** The other language of an article, and what changed in it since this one was written; null: there is none. */
export async function originalOf({ ctx, folder }: Desk, place: Place): Promise<Original | null> {
  const other: Place = { ...place, lang: otherLang(place.lang) }
  const key = { articleId: place.id, lang: other.lang }
  const text = (await currentEdit(ctx, key))?.text ?? (await folder.read(pathOf(other)))
  if (text === null) return null
  const translatedAt = await lastWritten(ctx, place)
  // Of a translation that nobody wrote here, the oldest text known of its original is the one it may be of.
  const then =
    translatedAt === null
      ? await getRevision(ctx, { ...key, number: 1 }).catch(unknown)
      : await findRevisionAt(ctx, key, translatedAt)
  const parts = then ? differences(then.text, text) : null
  const { title } = readFields(text)
  return {
    place: other,
    title: typeof title === 'string' ? title : place.name,
    body: splitFile(text).body,
    changes: parts && !isSame(parts) ? parts : null,
    since: then === null ? null : (translatedAt ?? then.at),
  }
}

function unknown(error: unknown): null {
  if (isDomainError(error) && error.kind === 'not-found') return null
  throw error
}

/** The last time that somebody wrote the translation: finding its file is no writing. */
async function lastWritten(ctx: Context, place: Place): Promise<number | null> {
  const { items } = await revisionsOf(ctx, { articleId: place.id, lang: place.lang })
  return items.find(({ cause }) => cause !== 'file')?.at ?? null
}
