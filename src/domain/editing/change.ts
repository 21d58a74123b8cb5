import { type EventInput, recordEvent } from '../events/index.ts'
import { type Context, conflict, notFound, type Transaction } from '../shared/index.ts'
import { insertRevision, newestRevision, type RevisionText } from './revisions-store.ts'
import { findEdit, type Key } from './store.ts'
import type { Edit, Hash } from './types.ts'

export function subjectOf({ articleId, lang }: Key): string {
  return `article:${articleId}.${lang}`
}

export function record(
  ctx: Context,
  tx: Transaction,
  key: Key,
  event: Omit<EventInput, 'subject'>,
): Promise<number> {
  return recordEvent(ctx, tx, { ...event, subject: subjectOf(key) })
}

/** The working copy as its doer has seen it. @throws DomainError when there is none, or it has been saved since */
export async function loadEdit(
  ctx: Context,
  tx: Transaction | null,
  key: Key & { revision: number },
): Promise<Edit> {
  const edit = await findEdit(tx ?? ctx.db, key)
  if (!edit) throw notFound('edit')
  if (edit.revision !== key.revision) throw conflict('edit-changed')
  return edit
}

/** Records the file as a revision where it is not the newest known. @returns that revision */
export async function recordFile(
  ctx: Context,
  tx: Transaction,
  key: Key,
  text: string,
  means: Hash,
): Promise<RevisionText> {
  const hash = means.hash(text)
  const newest = await newestRevision(tx, key)
  if (newest?.hash === hash) return newest
  const { articleId, lang } = key
  const found = { articleId, lang, text, hash, cause: 'file', why: '', personId: null, at: ctx.now } as const
  return { number: await insertRevision(tx, found), text, hash, at: ctx.now }
}
