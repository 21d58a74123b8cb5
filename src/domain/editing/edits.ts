import { z } from 'zod'
import { type Context, notFound, parse } from '../shared/index.ts'
import { subjectOf } from './change.ts'
import { keySchema } from './inputs.ts'
import { requireWriter } from './policy.ts'
import { findRevision, listRevisions, type RevisionText, revisionAt } from './revisions-store.ts'
import { allEdits, findEdit, type NoteRow, notesAbout, type Publisher, publishers } from './store.ts'
import type { Edit, EditFault, Note, Revision } from './types.ts'

/** Every working copy, newest first. */
export async function listEdits(ctx: Context): Promise<Edit[]> {
  requireWriter(ctx)
  return allEdits(ctx.db)
}

export async function currentEdit(ctx: Context, input: unknown): Promise<Edit | null> {
  requireWriter(ctx)
  return findEdit(ctx.db, parse(keySchema, input))
}

const pageSchema = z.object({ before: z.coerce.number().int().positive().optional() })
const pageLength = 50

/** An article's history, newest first, a page at a time. `next` goes into `before`. */
export async function revisionsOf(
  ctx: Context,
  input: unknown,
): Promise<{ items: Revision[]; next: number | null }> {
  requireWriter(ctx)
  const key = parse(keySchema, input)
  const { before = Number.MAX_SAFE_INTEGER } = parse(pageSchema, input)
  const rows = await listRevisions(ctx.db, key, before, pageLength + 1)
  const items = rows.slice(0, pageLength)
  return { items, next: rows.length > pageLength ? (items.at(-1)?.number ?? null) : null }
}

export async function getRevision(ctx: Context, input: unknown): Promise<RevisionText> {
  requireWriter(ctx)
  const key = parse(keySchema, input)
  const { number } = parse(z.object({ number: z.coerce.number().int().min(1) }), input)
  const found = await findRevision(ctx.db, key, number)
  if (!found) throw notFound('revision')
  return found
}

/** How the article stood at a moment; null: nothing is known of it then. */
export async function findRevisionAt(
  ctx: Context,
  input: unknown,
  moment: number,
): Promise<RevisionText | null> {
  requireWriter(ctx)
  return revisionAt(ctx.db, parse(keySchema, input), moment)
}

/** What was said and done about an article, newest first. */
export async function notesOf(ctx: Context, input: unknown): Promise<Note[]> {
  requireWriter(ctx)
  return (await notesAbout(ctx.db, subjectOf(parse(keySchema, input)), 20)).map(note)
}

function note({ id, at, type, data, person }: NoteRow): Note {
  return {
    id,
    at,
    kind: type.slice('article.'.length),
    person,
    words: typeof data.words === 'string' && data.words ? data.words : null,
    publishAt: typeof data.publishAt === 'number' ? data.publishAt : null,
    faults: Array.isArray(data.faults) ? (data.faults as EditFault[]) : [],
  }
}

/** Whom a review may be asked of. */
export async function listReviewers(ctx: Context): Promise<Publisher[]> {
  requireWriter(ctx)
  return publishers(ctx.db)
}
