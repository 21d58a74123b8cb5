import { and, asc, desc, eq, lt, type SQL } from 'drizzle-orm'
import { people, publishRuns } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type RunRow = typeof publishRuns.$inferSelect
export type RunCause = RunRow['cause']
export type RunView = RunRow & { person: { id: string; name: string } | null }

export async function findQueued(db: Reader | Transaction): Promise<RunRow | null> {
  const [row] = await db
    .select()
    .from(publishRuns)
    .where(eq(publishRuns.state, 'queued'))
    .orderBy(asc(publishRuns.requestedAt))
    .limit(1)
  return row ?? null
}

export async function findRunning(db: Reader | Transaction): Promise<RunRow | null> {
  const [row] = await db.select().from(publishRuns).where(eq(publishRuns.state, 'running')).limit(1)
  return row ?? null
}

export async function insertRun(tx: Transaction, row: typeof publishRuns.$inferInsert): Promise<void> {
  await tx.insert(publishRuns).values(row)
}

/** @returns whether there was such a run to change */
export async function updateRun(
  tx: Transaction,
  where: { id: string; state: RunRow['state'] },
  set: Partial<RunRow>,
): Promise<boolean> {
  const rows = await tx
    .update(publishRuns)
    .set(set)
    .where(and(eq(publishRuns.id, where.id), eq(publishRuns.state, where.state)))
    .returning({ id: publishRuns.id })
  return rows.length > 0
}

/** Runs whose process has said nothing since. */
export function stillRuns(db: Reader | Transaction, since: number): Promise<RunRow[]> {
  return db
    .select()
    .from(publishRuns)
    .where(and(eq(publishRuns.state, 'running'), lt(publishRuns.beatAt, since)))
}

async function selectRuns(db: Reader, where: SQL | undefined, limit: number): Promise<RunView[]> {
  const rows = await db
    .select({ run: publishRuns, person: { id: people.id, name: people.name } })
    .from(publishRuns)
    .leftJoin(people, eq(people.id, publishRuns.personId))
    .where(where)
    .orderBy(desc(publishRuns.requestedAt), desc(publishRuns.id))
    .limit(limit)
  return rows.map(({ run, person }) => ({ ...run, person }))
}

export function newestRuns(db: Reader, limit: number): Promise<RunView[]> {
  return selectRuns(db, undefined, limit)
}

export async function findRun(db: Reader, id: string): Promise<RunView | null> {
  return (await selectRuns(db, eq(publishRuns.id, id), 1))[0] ?? null
}
