import { and, asc, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { bulkChanges, bulkRuns, tickets } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type RunRow = typeof bulkRuns.$inferSelect
export type ChangeRow = typeof bulkChanges.$inferSelect

export async function insertRun(
  tx: Transaction,
  run: typeof bulkRuns.$inferInsert,
  ticketIds: readonly number[],
): Promise<void> {
  await tx.insert(bulkRuns).values(run)
  await tx
    .insert(bulkChanges)
    .values(ticketIds.map((ticketId, position) => ({ runId: run.id, position, ticketId })))
}

export async function updateRun(tx: Transaction, id: string, set: Partial<RunRow>): Promise<void> {
  await tx.update(bulkRuns).set(set).where(eq(bulkRuns.id, id))
}

export async function updateChange(
  tx: Transaction,
  { runId, position }: Pick<ChangeRow, 'runId' | 'position'>,
  set: Partial<ChangeRow>,
): Promise<void> {
  await tx
    .update(bulkChanges)
    .set(set)
    .where(and(eq(bulkChanges.runId, runId), eq(bulkChanges.position, position)))
}

export async function findRun(
  db: Reader | Transaction,
  personId: string,
  id: string,
): Promise<RunRow | null> {
  const [row] = await db
    .select()
    .from(bulkRuns)
    .where(and(eq(bulkRuns.id, id), eq(bulkRuns.personId, personId)))
  return row ?? null
}

/** The newest one since then that did not come to its end. */
export async function findUnfinished(db: Reader, personId: string, since: number): Promise<RunRow | null> {
  const [row] = await db
    .select()
    .from(bulkRuns)
    .where(and(eq(bulkRuns.personId, personId), gt(bulkRuns.createdAt, since), isNull(bulkRuns.finishedAt)))
    .orderBy(desc(bulkRuns.createdAt))
    .limit(1)
  return row ?? null
}

export function changesOf(
  db: Reader | Transaction,
  runId: string,
): Promise<(ChangeRow & { subject: string })[]> {
  return db
    .select({
      runId: bulkChanges.runId,
      position: bulkChanges.position,
      ticketId: bulkChanges.ticketId,
      outcome: bulkChanges.outcome,
      code: bulkChanges.code,
      before: bulkChanges.before,
      eventId: bulkChanges.eventId,
      undo: bulkChanges.undo,
      subject: tickets.subject,
    })
    .from(bulkChanges)
    .innerJoin(tickets, eq(tickets.id, bulkChanges.ticketId))
    .where(eq(bulkChanges.runId, runId))
    .orderBy(asc(bulkChanges.position))
}

export async function findChange(
  tx: Transaction,
  { runId, position }: Pick<ChangeRow, 'runId' | 'position'>,
): Promise<{ change: ChangeRow; run: RunRow } | null> {
  const [row] = await tx
    .select({ change: bulkChanges, run: bulkRuns })
    .from(bulkChanges)
    .innerJoin(bulkRuns, eq(bulkRuns.id, bulkChanges.runId))
    .where(and(eq(bulkChanges.runId, runId), eq(bulkChanges.position, position)))
  return row ?? null
}

/** Some at a time: a sweep holds nobody up. */
export async function deleteRuns(tx: Transaction, before: number): Promise<void> {
  const old = sql`(select id from bulk_runs where created_at < ${before} limit 200)`
  await tx.delete(bulkChanges).where(sql`${bulkChanges.runId} in ${old}`)
  await tx.delete(bulkRuns).where(and(lt(bulkRuns.createdAt, before), sql`${bulkRuns.id} in ${old}`))
}
