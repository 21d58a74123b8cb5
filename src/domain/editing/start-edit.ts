import type { Lang } from '../knowledge/index.ts'
import { actorId, type Context, conflict, parse } from '../shared/index.ts'
import { record, recordFile } from './change.ts'
import { keySchema, startSchema } from './inputs.ts'
import { requireSystem, requireWriter } from './policy.ts'
import { insertRevision } from './revisions-store.ts'
import { begin } from './save-edit.ts'
import { findEdit, insertEdit } from './store.ts'
import type { Edit, Hash } from './types.ts'

/** Begins an article that is not there yet, in this language. @throws DomainError `article-exists` */
export async function startEdit(
  ctx: Context,
  input: unknown,
  file: string | null,
  means: Hash,
): Promise<{ revision: number }> {
  requireWriter(ctx)
  const { articleId, lang, text, why, ticketId = null } = parse(startSchema, input)
  return ctx.write(async (tx) => {
    const key = { articleId, lang }
    if (file !== null || (await findEdit(tx, key))) throw conflict('article-exists')
    const personId = actorId(ctx.actor)
    const hash = means.hash(text)
    const revision = await insertRevision(tx, {
      ...key,
      text,
      hash,
      cause: 'saved',
      why,
      personId,
      at: ctx.now,
    })
    await insertEdit(tx, { ...begin(ctx, { ...key, text }, revision, null, means), ticketId })
    const about = ticketId === null ? {} : { ticketId }
    await record(ctx, tx, key, { type: 'article.started', data: { revision }, ...about })
    return { revision }
  })
}

/**
 * What a writer begins from: the working copy, or the file, which is kept as a revision so that a late save can be
 * compared with it. @returns null: neither is there
 */
export async function openEdit(
  ctx: Context,
  input: unknown,
  file: string | null,
  means: Hash,
): Promise<{ edit: Edit | null; text: string; revision: number } | null> {
  requireWriter(ctx)
  const key = parse(keySchema, input)
  const edit = await findEdit(ctx.db, key)
  if (edit) return { edit, text: edit.text, revision: edit.revision }
  if (file === null) return null
  const { number, text } = await ctx.write((tx) => recordFile(ctx, tx, key, file, means))
  return { edit: null, text, revision: number }
}

/** Keeps files as they are found in the folder, as revisions where they are not the newest: for whoever publishes it. */
export async function noteFiles(
  ctx: Context,
  files: readonly { articleId: string; lang: Lang; text: string }[],
  means: Hash,
): Promise<void> {
  requireSystem(ctx)
  await ctx.write(async (tx) => {
    for (const { text, ...key } of files) await recordFile(ctx, tx, parse(keySchema, key), text, means)
  })
}
