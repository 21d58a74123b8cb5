import { z } from 'zod'
import { pathOf } from '../knowledge/index.ts'
import { actorId, type Context, isDomainError, type Person, parse } from '../shared/index.ts'
import { loadEdit, record } from './change.ts'
import { deedSchema } from './inputs.ts'
import { requirePublisher, requireSystem } from './policy.ts'
import { queueRun } from './publish-queue.ts'
import { insertRevision } from './revisions-store.ts'
import { deleteEdit, dueEdits, findEdit, type Key, updateEdit } from './store.ts'
import type { Edit, EditFault, Folder, Published, Sides } from './types.ts'

const howSchema = z.object({
  /** Publishes although it refers to what is not there yet: that reads as plain words. */
  dangling: z.boolean().default(false),
  cause: z.enum(['published', 'archived']).default('published'),
})
type How = z.output<typeof howSchema>

/**
 * Puts a working copy in its file and asks for the site to be published. First it is marked as due, so that after a
 * crash at any point `publishDue` does the same again; a file that holds the text already counts as written.
 */
export async function publishEdit(ctx: Context, input: unknown, folder: Folder): Promise<Published> {
  requirePublisher(ctx)
  const key = parse(deedSchema, input)
  const how = parse(howSchema, input)
  const edit = await loadEdit(ctx, null, key)
  const hindered = await hindrance(edit, how, folder)
  if (hindered) return hindered
  await ctx.write(async (tx) => {
    await loadEdit(ctx, tx, key)
    const publishAt = Math.min(edit.publishAt ?? ctx.now, ctx.now)
    await updateEdit(tx, key, { state: 'scheduled', publishAt })
  })
  return { published: await putInPlace(ctx, edit, how, folder) }
}

/** Every scheduled text whose moment has come; what cannot be published becomes a draft again, with the reason. */
export async function publishDue(ctx: Context, folder: Folder): Promise<number> {
  requireSystem(ctx)
  let count = 0
  for (const edit of await dueEdits(ctx.db, ctx.now)) {
    const how: How = { dangling: true, cause: 'published' }
    const hindered = await hindrance(edit, how, folder)
    if (hindered) await refuse(ctx, edit, hindered)
    else if (await stillDue(ctx, edit)) {
      await putInPlace(ctx, edit, how, folder)
      count++
    }
  }
  return count
}

async function hindrance(
  edit: Edit,
  how: How,
  folder: Folder,
): Promise<{ faults: EditFault[] } | { conflict: Sides } | null> {
  const path = pathOf({ id: edit.articleId, lang: edit.lang })
  const faults = (await folder.check(path, edit.text)).filter(({ dangling }) => !how.dangling || !dangling)
  if (faults.length > 0) return { faults }
  const file = await folder.read(path)
  const fileHash = file === null ? null : folder.hash(file)
  if (fileHash === edit.baseHash || fileHash === folder.hash(edit.text)) return null
  const { baseText, text: mine, revision } = edit
  return { conflict: { base: baseText ?? '', theirs: file ?? '', mine, revision, fileHash } }
}

async function stillDue(ctx: Context, { articleId, lang, revision }: Edit): Promise<boolean> {
  const edit = await findEdit(ctx.db, { articleId, lang })
  return edit?.state === 'scheduled' && edit.revision === revision
}

async function putInPlace(
  ctx: Context,
  edit: Edit,
  { cause }: How,
  folder: Folder,
): Promise<{ revision: number; commit: string | null; run: string }> {
  const { articleId, lang, text } = edit
  const path = pathOf({ id: articleId, lang })
  if ((await folder.read(path)) !== text) await folder.put(path, text)
  const committer = ctx.actor.kind === 'person' ? named(ctx.actor) : null
  const commit = await folder.keep(path, text, { author: edit.updatedBy, committer })
  const key: Key = { articleId, lang }
  return ctx.write(async (tx) => {
    const now = await findEdit(tx, key)
    const personId = actorId(ctx.actor) ?? edit.updatedBy.id
    const hash = folder.hash(text)
    const revision = await insertRevision(tx, { ...key, text, hash, cause, why: '', personId, at: ctx.now })
    // What was saved while the file was written goes on from the file.
    if (now && now.revision === edit.revision) await deleteEdit(tx, key)
    else if (now)
      await updateEdit(tx, key, { state: 'draft', publishAt: null, baseHash: hash, baseText: text })
    await record(ctx, tx, key, { type: `article.${cause}`, data: { revision, commit } })
    const run = await queueRun(ctx, tx, ctx.actor.kind === 'system' ? 'schedule' : 'edit')
    return { revision, commit, run }
  })
}

function named({ id, name }: Person): { id: string; name: string } {
  return { id, name }
}

async function refuse(
  ctx: Context,
  edit: Edit,
  hindered: { faults: EditFault[] } | { conflict: Sides },
): Promise<void> {
  const { articleId, lang, revision } = edit
  const faults = 'faults' in hindered ? hindered.faults.slice(0, 20) : []
  await ctx
    .write(async (tx) => {
      await loadEdit(ctx, tx, { articleId, lang, revision })
      await updateEdit(tx, { articleId, lang }, { state: 'draft', publishAt: null })
      const data = { revision, faults, reason: 'faults' in hindered ? 'faults' : 'file-changed' }
      await record(ctx, tx, edit, { type: 'article.publish-refused', data })
    })
    .catch((error) => {
      // Saved meanwhile: its next turn decides on the new text.
      if (!isDomainError(error)) throw error
    })
}
