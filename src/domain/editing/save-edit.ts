import { actorId, type Context, parse, type Transaction } from '../shared/index.ts'
import { record, recordFile } from './change.ts'
import { saveSchema } from './inputs.ts'
import { mayPublishArticles, requireWriter } from './policy.ts'
import { findRevision, insertRevision } from './revisions-store.ts'
import { findEdit, insertEdit, type Key, type NewEdit, updateEdit } from './store.ts'
import type { Edit, Hash, RevisionCause, Saved } from './types.ts'

export type Write = Key & { revision: number; text: string; why: string }

/**
 * Keeps a text as the working copy, where it was written on the newest revision; else answers the three texts to
 * compare, and changes nothing.
 * @param file the article as it is in the folder now; null: there is none
 */
export async function saveEdit(
  ctx: Context,
  input: unknown,
  file: string | null,
  means: Hash,
): Promise<Saved> {
  requireWriter(ctx)
  const write = parse(saveSchema, input)
  return ctx.write((tx) => save(ctx, tx, write, file, means, 'saved'))
}

/**
 * Keeps what a three-way comparison came to.
 * @param mergedWith hash of the file, where it was merged with the file: from then on it is the text's beginning
 */
export async function mergeEdit(
  ctx: Context,
  input: unknown,
  file: string | null,
  mergedWith: string | null,
  means: Hash,
): Promise<Saved> {
  requireWriter(ctx)
  const write = parse(saveSchema, input)
  return ctx.write(async (tx) => {
    const result = await save(ctx, tx, write, file, means, 'merged')
    if ('saved' in result && file !== null && mergedWith !== null && means.hash(file) === mergedWith) {
      await recordFile(ctx, tx, write, file, means).then(() => undefined)
      await updateEdit(tx, write, { baseHash: mergedWith, baseText: file })
    }
    return result
  })
}

export async function save(
  ctx: Context,
  tx: Transaction,
  write: Write,
  file: string | null,
  means: Hash,
  cause: RevisionCause,
): Promise<Saved> {
  const edit = await findEdit(tx, write)
  const current = edit ?? (file === null ? null : await begun(ctx, tx, write, file, means))
  if (current && current.revision !== write.revision) {
    const base = (await findRevision(tx, write, write.revision))?.text ?? ''
    const { text: theirs, revision } = current
    return { conflict: { base, theirs, mine: write.text, revision, fileHash: null } }
  }
  if (current?.text === write.text && cause === 'saved') {
    return { saved: { revision: current.revision, changed: false } }
  }
  const revision = await addRevision(ctx, tx, write, means, cause)
  if (edit) await updateEdit(tx, write, changed(ctx, edit, write, revision))
  else await insertEdit(tx, begin(ctx, write, revision, file, means))
  await record(ctx, tx, write, { type: 'article.saved', data: { revision, cause } })
  return { saved: { revision, changed: true } }
}

async function begun(
  ctx: Context,
  tx: Transaction,
  key: Key,
  file: string,
  means: Hash,
): Promise<{ text: string; revision: number }> {
  const { number, text } = await recordFile(ctx, tx, key, file, means)
  return { text, revision: number }
}

function addRevision(
  ctx: Context,
  tx: Transaction,
  { articleId, lang, text, why }: Write,
  means: Hash,
  cause: RevisionCause,
): Promise<number> {
  const [hash, personId] = [means.hash(text), actorId(ctx.actor)]
  return insertRevision(tx, { articleId, lang, text, hash, cause, why, personId, at: ctx.now })
}

/** An approval is of a text: another text by somebody who may not publish asks for review again. */
function changed(ctx: Context, edit: Edit, { text }: Write, revision: number): Partial<NewEdit> {
  const set = { text, revision, updatedAt: ctx.now, updatedBy: actorId(ctx.actor) ?? edit.updatedBy.id }
  const stands = edit.state !== 'scheduled' || mayPublishArticles(ctx.actor)
  return stands ? set : { ...set, state: 'review', publishAt: null }
}

export function begin(
  ctx: Context,
  { articleId, lang, text }: Omit<Write, 'why' | 'revision'>,
  revision: number,
  file: string | null,
  means: Hash,
): NewEdit {
  const person = actorId(ctx.actor) ?? ''
  return {
    id: ctx.ids.next(),
    articleId,
    lang,
    state: 'draft',
    text,
    revision,
    baseHash: file === null ? null : means.hash(file),
    baseText: file,
    ownerId: person,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    updatedBy: person,
  }
}
