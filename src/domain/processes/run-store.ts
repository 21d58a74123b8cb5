import { and, desc, eq, sql } from 'drizzle-orm'
import { people, ticketProcesses, ticketProcessSteps, tickets } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

type Db = Reader | Transaction
export type RunRow = typeof ticketProcesses.$inferSelect
type TicketRow = typeof tickets.$inferSelect

export async function ticketNow(db: Db, id: number): Promise<TicketRow | null> {
  const [row] = await db.select().from(tickets).where(eq(tickets.id, id))
  return row ?? null
}

/** The one that runs, else the last one. */
export async function lastRun(db: Db, ticketId: number): Promise<RunRow | null> {
  const [row] = await db
    .select()
    .from(ticketProcesses)
    .where(eq(ticketProcesses.ticketId, ticketId))
    .orderBy(desc(ticketProcesses.startedAt), desc(ticketProcesses.id))
    .limit(1)
  return row ?? null
}

export async function runningOn(tx: Transaction, ticketId: number): Promise<RunRow | null> {
  const [row] = await tx
    .select()
    .from(ticketProcesses)
    .where(and(eq(ticketProcesses.ticketId, ticketId), sql`state = 'running'`))
  return row ?? null
}

export async function insertRun(tx: Transaction, row: typeof ticketProcesses.$inferInsert): Promise<void> {
  await tx.insert(ticketProcesses).values(row)
}

export async function updateRun(tx: Transaction, id: string, set: Partial<RunRow>): Promise<void> {
  await tx.update(ticketProcesses).set(set).where(eq(ticketProcesses.id, id))
}

export async function insertStep(
  tx: Transaction,
  row: typeof ticketProcessSteps.$inferInsert,
): Promise<void> {
  await tx.insert(ticketProcessSteps).values(row)
}

export type StepRow = { step: string; completedAt: number; personId: string; personName: string }

/** Each step as it was filled in last. */
export async function stepsOf(db: Db, runId: string): Promise<StepRow[]> {
  const { step, completedAt, completedBy, turn } = ticketProcessSteps
  const rows = await db
    .select({ step, completedAt, personId: completedBy, personName: people.name, turn: sql`max(${turn})` })
    .from(ticketProcessSteps)
    .innerJoin(people, eq(people.id, completedBy))
    .where(eq(ticketProcessSteps.runId, runId))
    .groupBy(step)
  return rows.map(({ turn: _, ...row }) => row)
}
