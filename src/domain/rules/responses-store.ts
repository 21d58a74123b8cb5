import { and, asc, eq, isNull, ne } from 'drizzle-orm'
import { autoResponses, people } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { AutoResponse } from './response.ts'

type Db = Reader | Transaction
export type NewResponse = typeof autoResponses.$inferInsert

function toResponse({
  row,
  author,
}: {
  row: typeof autoResponses.$inferSelect
  author: string
}): AutoResponse {
  const { archivedAt, ...rest } = row
  return { ...rest, updatedBy: author, archived: archivedAt !== null }
}

const selected = { row: autoResponses, author: people.name }

/** Those in use. */
export async function responsesInUse(db: Db): Promise<AutoResponse[]> {
  const rows = await db
    .select(selected)
    .from(autoResponses)
    .innerJoin(people, eq(people.id, autoResponses.updatedBy))
    .where(isNull(autoResponses.archivedAt))
    .orderBy(asc(autoResponses.event), asc(autoResponses.lang), asc(autoResponses.queue))
    .limit(500)
  return rows.map(toResponse)
}

export async function findResponse(db: Db, id: string): Promise<AutoResponse | null> {
  const [row] = await db
    .select(selected)
    .from(autoResponses)
    .innerJoin(people, eq(people.id, autoResponses.updatedBy))
    .where(eq(autoResponses.id, id))
  return row ? toResponse(row) : null
}

/** Whether another one in use is for the same event, queue and language. */
export async function hasRival(
  tx: Transaction,
  { id, event, queue, lang }: Pick<AutoResponse, 'id' | 'event' | 'queue' | 'lang'>,
): Promise<boolean> {
  const same = and(
    isNull(autoResponses.archivedAt),
    eq(autoResponses.event, event),
    eq(autoResponses.lang, lang),
    queue === null ? isNull(autoResponses.queue) : eq(autoResponses.queue, queue),
    ne(autoResponses.id, id),
  )
  return (await tx.$count(autoResponses, same)) > 0
}

export function countResponses(db: Db): Promise<number> {
  return db.$count(autoResponses, isNull(autoResponses.archivedAt))
}

export async function insertResponse(tx: Transaction, row: NewResponse): Promise<void> {
  await tx.insert(autoResponses).values(row)
}

export async function updateResponse(tx: Transaction, id: string, set: Partial<NewResponse>): Promise<void> {
  await tx.update(autoResponses).set(set).where(eq(autoResponses.id, id))
}
