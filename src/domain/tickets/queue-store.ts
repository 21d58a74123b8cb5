import { asc, eq, isNull } from 'drizzle-orm'
import { queues } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import { type QueueDefinition, supportQueue } from './queue.ts'

const columns = {
  id: queues.id,
  names: queues.names,
  followUp: queues.followUp,
  followUpDays: queues.followUpDays,
}

/** Those that tickets may be put in, the first one first. */
export async function allQueues(db: Reader | Transaction): Promise<QueueDefinition[]> {
  const rows = await db
    .select(columns)
    .from(queues)
    .where(isNull(queues.archivedAt))
    .orderBy(asc(queues.createdAt))
  return rows.some(({ id }) => id === supportQueue.id) ? rows : [supportQueue, ...rows]
}

/** Also one that is archived: its tickets still follow its rules. */
export async function findQueue(db: Reader | Transaction, id: string): Promise<QueueDefinition | null> {
  const [row] = await db.select(columns).from(queues).where(eq(queues.id, id))
  return row ?? (id === supportQueue.id ? supportQueue : null)
}
