import { and, asc, desc, eq, inArray, lte, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { articleEdits, events, people } from '#db/schema/index.ts'
import type { Lang } from '../knowledge/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { Edit } from './types.ts'

export type Key = { articleId: string; lang: Lang }
export type NewEdit = typeof articleEdits.$inferInsert

const owner = alias(people, 'owner')
const reviewer = alias(people, 'reviewer')
const writer = alias(people, 'writer')

const columns = {
  edit: articleEdits,
  owner: { id: owner.id, name: owner.name },
  reviewer: { id: reviewer.id, name: reviewer.name },
  writer: { id: writer.id, name: writer.name },
}

async function selectEdits(db: Reader | Transaction, where: SQL | undefined): Promise<Edit[]> {
  const rows = await db
    .select(columns)
    .from(articleEdits)
    .innerJoin(owner, eq(owner.id, articleEdits.ownerId))
    .innerJoin(writer, eq(writer.id, articleEdits.updatedBy))
    .leftJoin(reviewer, eq(reviewer.id, articleEdits.reviewerId))
    .where(where)
    .orderBy(desc(articleEdits.updatedAt), asc(articleEdits.id))
  return rows.map(({ edit, ...row }) => {
    const { id: _id, ownerId: _owner, reviewerId: _reviewer, ...rest } = edit
    return { ...rest, owner: row.owner, reviewer: row.reviewer, updatedBy: row.writer }
  })
}

function at({ articleId, lang }: Key): SQL | undefined {
  return and(eq(articleEdits.articleId, articleId), eq(articleEdits.lang, lang))
}

export async function findEdit(db: Reader | Transaction, key: Key): Promise<Edit | null> {
  return (await selectEdits(db, at(key)))[0] ?? null
}

export function allEdits(db: Reader): Promise<Edit[]> {
  return selectEdits(db, undefined)
}

export function dueEdits(db: Reader, now: number): Promise<Edit[]> {
  return selectEdits(db, and(eq(articleEdits.state, 'scheduled'), lte(articleEdits.publishAt, now)))
}

export async function insertEdit(tx: Transaction, row: NewEdit): Promise<void> {
  await tx.insert(articleEdits).values(row)
}

export async function updateEdit(tx: Transaction, key: Key, set: Partial<NewEdit>): Promise<void> {
  await tx.update(articleEdits).set(set).where(at(key))
}

export async function deleteEdit(tx: Transaction, key: Key): Promise<void> {
  await tx.delete(articleEdits).where(at(key))
}

export type Publisher = { id: string; name: string; role: string }

/** Whom a review may be asked of. */
export function publishers(db: Reader | Transaction): Promise<Publisher[]> {
  return db
    .select({ id: people.id, name: people.name, role: people.role })
    .from(people)
    .where(
      and(inArray(people.role, ['editor', 'supervisor', 'administrator']), sql`${people.disabledAt} is null`),
    )
    .orderBy(asc(people.plainName))
}

export type NoteRow = {
  id: number
  at: number
  type: string
  data: Record<string, unknown>
  person: { id: string; name: string } | null
}

/** The newest events of an article but its saves, newest first. */
export function notesAbout(db: Reader, subject: string, limit: number): Promise<NoteRow[]> {
  return db
    .select({
      id: events.id,
      at: events.at,
      type: events.type,
      data: events.data,
      person: { id: people.id, name: people.name },
    })
    .from(events)
    .leftJoin(people, eq(people.id, events.actorId))
    .where(and(eq(events.subject, subject), sql`${events.type} <> 'article.saved'`))
    .orderBy(desc(events.id))
    .limit(limit)
}
