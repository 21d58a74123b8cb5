import { and, eq, isNull, sql } from 'drizzle-orm'
import { lineStays } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type NewStay = typeof lineStays.$inferInsert

/** One line's time with a ticket, oldest first; `leftAt` null: it is there. */
export type StayRow = {
  line: number
  arrivedAt: number
  leftAt: number | null
  reason: string
  assigneeId: string | null
  assigneeName: string | null
  promised: number | null
  taken: number | null
}

/** It comes no earlier than it left the line before, also where the server's clock was set back in between. */
export async function insertStay(tx: Transaction, row: NewStay): Promise<void> {
  const left = sql`(select max(left_at) from line_stays where ticket_id = ${row.ticketId})`
  const arrivedAt = sql`max(${row.arrivedAt}, coalesce(${left}, 0))`
  await tx.insert(lineStays).values({ ...row, arrivedAt })
}

/** The ticket leaves its line, no earlier than it came. @param taken open minutes; null: nothing is counted */
export async function endStay(
  tx: Transaction,
  ticketId: number,
  leftAt: number,
  taken: number | null,
): Promise<void> {
  await tx
    .update(lineStays)
    .set({ leftAt: sql`max(${leftAt}, ${lineStays.arrivedAt})`, taken })
    .where(and(eq(lineStays.ticketId, ticketId), isNull(lineStays.leftAt)))
}

/** Somebody of the line has it from now on, or promises other minutes. */
export async function updateStay(
  tx: Transaction,
  ticketId: number,
  set: Pick<Partial<NewStay>, 'assigneeId' | 'promised'>,
): Promise<void> {
  await tx
    .update(lineStays)
    .set(set)
    .where(and(eq(lineStays.ticketId, ticketId), isNull(lineStays.leftAt)))
}

export function staysOf(db: Reader | Transaction, ticketId: number): Promise<StayRow[]> {
  return db.all<StayRow>(sql`select s.line, s.arrived_at as arrivedAt, s.left_at as leftAt, s.reason,
      s.assignee_id as assigneeId, p.name as assigneeName, s.promised, s.taken
    from line_stays s left join people p on p.id = s.assignee_id
    where s.ticket_id = ${ticketId} order by s.id`)
}
