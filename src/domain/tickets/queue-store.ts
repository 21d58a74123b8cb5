import { asc, eq, isNull } from 'drizzle-orm'
import { queues } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import { type QueueDefinition, supportQueue } from './queue.ts'

export type QueueRow = QueueDefinition & { archivedAt: number | null }
type NewQueue = typeof queues.$inferInsert

/** More than people can choose from. */
export const maxQueues = 100

const columns = {
  id: queues.id,
  names: queues.names,
  followUp: queues.followUp,
  followUpDays: queues.followUpDays,
}

/** A ticket always has a queue's rules, those of the first one where its own is not defined. */
export async function queueOf(db: Reader | Transaction, id: string): Promise<QueueDefinition> {
  return (await findQueue(db, id)) ?? supportQueue
}

/** Those that tickets may be put in, the first one first. */
export async function allQueues(db: Reader | Transaction): Promise<QueueDefinition[]> {
  const rows = await db
    .select(columns)
    .from(queues)
    .where(isNull(queues.archivedAt))
    .orderBy(asc(queues.createdAt), asc(queues.id))
    .limit(maxQueues)
  return rows.some(({ id }) => id === supportQueue.id) ? rows : [supportQueue, ...rows]
}

/** Also one that is archived: its tickets still follow its rules. */
export async function findQueue(db: Reader | Transaction, id: string): Promise<QueueDefinition | null> {
  const [row] = await db.select(columns).from(queues).where(eq(queues.id, id))
  return row ?? (id === supportQueue.id ? supportQueue : null)
}

/** Archived ones too: what administrators keep. */
export async function listedQueues(db: Reader | Transaction): Promise<QueueRow[]> {
  const rows = await db
    .select({ ...columns, archivedAt: queues.archivedAt })
    .from(queues)
    .orderBy(asc(queues.createdAt), asc(queues.id))
    .limit(2 * maxQueues)
  return rows.some(({ id }) => id === supportQueue.id)
    ? rows
    : [{ ...supportQueue, archivedAt: null }, ...rows]
}

export async function countQueues(tx: Transaction): Promise<number> {
  return tx.$count(queues)
}

export async function putQueue(tx: Transaction, row: NewQueue): Promise<void> {
  const { id: _, createdAt: __, ...set } = row
  await tx.insert(queues).values(row).onConflictDoUpdate({ target: queues.id, set })
}
