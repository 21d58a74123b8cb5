import { eq, inArray, sql } from 'drizzle-orm'
import { factDays, factRebuilds, ticketFacts } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { ClockEntry, PromiseKey } from '../sla/index.ts'
import type { Facts, Source } from './facts.ts'

export type SourceRow = Source &
  PromiseKey & {
    priority: 'low' | 'normal' | 'high' | 'critical'
    /** When it left a line. */
    leftAt: readonly number[]
  }

type Raw = Omit<SourceRow, 'ledger' | 'closedDays' | 'leftAt'> & {
  ledger: string
  closedDays: string | null
  leftAt: string
}

const done = sql.raw(`(e.type = 'ticket.closed'
  or (e.type = 'ticket.status-changed' and json_extract(e.data, '$.to') in ('resolved', 'closed')))`)

/** Tickets with all that their facts are made of, each as it was at one moment. */
export async function sources(db: Reader, ids: readonly number[]): Promise<SourceRow[]> {
  const rows =
    await db.all<Raw>(sql`select t.id, t.created_at as createdAt, t.organisation_id as organisationId,
      t.product_id as productId, t.line, t.assignee_id as assigneeId, t.owner_id as ownerId,
      t.priority, t.priority_rank as priorityRank, t.request_type as requestType, t.team_id as teamId, t.level_id as levelId, t.level_version as levelVersion,
      t.calendar_version as calendarVersion, t.closed_days as closedDays, t.status,
      t.first_responded_at as firstRespondedAt, t.resolved_at as resolvedAt,
      r.created_at as ratedAt, r.score,
      coalesce((select max(e.id) from events e where e.ticket_id = t.id), 0) as eventId,
      (select count(*) from events e where e.ticket_id = t.id and e.type = 'ticket.reopened') as reopened,
      (select min(e.at) from events e where e.ticket_id = t.id and ${done}) as firstDoneAt,
      (select json_group_array(json_object('at', c.at, 'clock', c.clock, 'kind', c.kind, 'minutes', c.minutes,
        'reason', c.reason) order by c.id) from clock_entries c where c.ticket_id = t.id) as ledger,
      (select json_group_array(s.left_at) from line_stays s where s.ticket_id = t.id and s.left_at is not null) as leftAt
    from json_each(${JSON.stringify(ids)}) wanted join tickets t on t.id = wanted.value
    left join ratings r on r.ticket_id = t.id`)
  return rows.map((row) => ({
    ...row,
    ledger: JSON.parse(row.ledger) as ClockEntry[],
    leftAt: JSON.parse(row.leftAt) as number[],
    closedDays: row.closedDays === null ? null : (JSON.parse(row.closedDays) as PromiseKey['closedDays']),
  }))
}

/** Facts with what they are counted in. */
export type HeldFacts = Facts & { generation: number }

/** What is written of those tickets. */
export function heldFacts(tx: Transaction, ids: readonly number[]): Promise<HeldFacts[]> {
  return tx
    .select()
    .from(ticketFacts)
    .where(inArray(ticketFacts.ticketId, [...ids]))
}

export async function writeFacts(tx: Transaction, generation: number, rows: readonly Facts[]): Promise<void> {
  for (const facts of rows) {
    const { ticketId, ...set } = { ...facts, generation }
    await tx
      .insert(ticketFacts)
      .values({ ticketId, ...set })
      .onConflictDoUpdate({ target: ticketFacts.ticketId, set })
  }
}

/** Identifiers in order. */
export async function ticketsBetween(
  db: Reader,
  after: number,
  upTo: number,
  limit: number,
): Promise<number[]> {
  const rows = await db.all<{ id: number }>(
    sql`select id from tickets where id > ${after} and id <= ${upTo} order by id limit ${limit}`,
  )
  return rows.map(({ id }) => id)
}

export async function newestIds(db: Reader | Transaction): Promise<{ ticket: number; event: number }> {
  const [row] = await db.all<{ ticket: number; event: number }>(sql`select
    coalesce((select max(id) from tickets), 0) as ticket, coalesce((select max(id) from events), 0) as event`)
  return row ?? { ticket: 0, event: 0 }
}

export type Rebuild = typeof factRebuilds.$inferSelect

export async function findRebuild(db: Reader | Transaction): Promise<Rebuild | null> {
  const [row] = await db.select().from(factRebuilds).where(eq(factRebuilds.id, 'tickets'))
  return row ?? null
}

/** The making under way, or the last. @throws Error where nothing was ever made */
export async function getRebuild(tx: Transaction): Promise<Rebuild> {
  const held = await findRebuild(tx)
  if (!held) throw new Error('facts are written before their making has begun')
  return held
}

/** The next making of all facts: its sums begin with nothing, and no day is kept until it is counted again. */
export async function beginRebuild(
  tx: Transaction,
  begun: Pick<Rebuild, 'version' | 'zone' | 'upToTicketId' | 'startedAt'>,
): Promise<void> {
  const row = { ...begun, lastTicketId: 0, finishedAt: null }
  await tx
    .insert(factRebuilds)
    .values({ id: 'tickets', ...row, generation: 1 })
    .onConflictDoUpdate({
      target: factRebuilds.id,
      set: { ...row, generation: sql`${factRebuilds.generation} + 1` },
    })
  await tx.delete(factDays)
}

export async function moveRebuild(
  tx: Transaction,
  lastTicketId: number,
  finishedAt: number | null,
): Promise<void> {
  await tx.update(factRebuilds).set({ lastTicketId, finishedAt }).where(eq(factRebuilds.id, 'tickets'))
}
