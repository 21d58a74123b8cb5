import { and, desc, eq, inArray, lt, ne, type SQL, sql } from 'drizzle-orm'
import { ruleRuns, rules, tickets } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { Level, Status, WaitingFor } from '../tickets/index.ts'

type Db = Reader | Transaction
export type RunRow = typeof ruleRuns.$inferSelect

export async function insertRun(tx: Transaction, row: RunRow): Promise<void> {
  await tx.insert(ruleRuns).values(row)
}

export async function findRun(
  db: Db,
  id: string,
): Promise<Pick<RunRow, 'ruleId' | 'rootEventId' | 'path'> | null> {
  const [row] = await db
    .select({ ruleId: ruleRuns.ruleId, rootEventId: ruleRuns.rootEventId, path: ruleRuns.path })
    .from(ruleRuns)
    .where(eq(ruleRuns.id, id))
  return row ?? null
}

/** How many runs came of one beginning; those that were stopped did nothing. */
export function countRuns(db: Db, rootEventId: number): Promise<number> {
  return db.$count(ruleRuns, and(eq(ruleRuns.rootEventId, rootEventId), ne(ruleRuns.outcome, 'stopped')))
}

/** Newest first. @param before an event; runs for older ones */
export function runsOf(
  db: Db,
  ruleId: string,
  before: number | null,
  limit: number,
): Promise<(RunRow & { subject: string })[]> {
  const older = before === null ? undefined : lt(ruleRuns.eventId, before)
  return db
    .select({
      id: ruleRuns.id,
      ruleId: ruleRuns.ruleId,
      version: ruleRuns.version,
      eventId: ruleRuns.eventId,
      rootEventId: ruleRuns.rootEventId,
      ticketId: ruleRuns.ticketId,
      trigger: ruleRuns.trigger,
      at: ruleRuns.at,
      path: ruleRuns.path,
      outcome: ruleRuns.outcome,
      reason: ruleRuns.reason,
      steps: ruleRuns.steps,
      subject: tickets.subject,
    })
    .from(ruleRuns)
    .innerJoin(tickets, eq(tickets.id, ruleRuns.ticketId))
    .where(and(eq(ruleRuns.ruleId, ruleId), older))
    .orderBy(desc(ruleRuns.eventId))
    .limit(limit)
}

/** When each rule ran last, and how often it was stopped of late. At most a hundred stops of each are counted. */
export async function runFacts(
  db: Db,
  since: number,
): Promise<Map<string, { lastRunAt: number | null; stops: number }>> {
  const rows = await db.all<{ id: string; lastRunAt: number | null; stops: number }>(sql`select r.id,
      (select at from ${ruleRuns} x where x.rule_id = r.id order by x.event_id desc limit 1) as lastRunAt,
      (select count(*) from (select at from ${ruleRuns} y where y.rule_id = r.id and y.outcome = 'stopped'
        order by y.event_id desc limit 100) where at >= ${since}) as stops
    from ${rules} r where r.archived_at is null`)
  return new Map(rows.map(({ id, lastRunAt, stops }) => [id, { lastRunAt, stops }]))
}

export async function ruleNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: rules.id, name: rules.name })
    .from(rules)
    .where(inArray(rules.id, [...ids]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** A ticket as conditions ask of it; `text`: subject and the beginning of its first message. */
export type FactRow = {
  id: number
  subject: string
  status: Status
  waitingFor: WaitingFor | null
  line: number
  queue: string
  impact: Level
  urgency: Level
  priority: Level
  product: string | null
  requestType: string | null
  team: string | null
  organisation: string
  channel: string
  assignee: string | null
  requesterRole: string
  lang: 'pt' | 'en'
  createdAt: number
  levelId: string
  levelVersion: number
  calendarVersion: number
  closedDays: string | null
  /** JSON */
  fields: string
  text: string
}

const text = sql`t.subject || char(10) || coalesce((select substr(m.body, 1, 4000) from messages m where m.ticket_id = t.id order by m.id limit 1), '')`

const facts = (
  words: boolean,
): SQL => sql`select t.id, t.subject, t.status, t.waiting_for as waitingFor, t.line, t.queue, t.impact, t.urgency,
    t.priority, t.product_id as product, t.request_type as requestType, t.team_id as team,
    t.organisation_id as organisation, t.channel, t.assignee_id as assignee,
    r.role as requesterRole, r.lang, t.created_at as createdAt, t.level_id as levelId,
    t.level_version as levelVersion, t.calendar_version as calendarVersion, t.closed_days as closedDays, t.fields,
    ${words ? text : sql`''`} as text
  from tickets t join people r on r.id = t.requester_id`

export async function factsOf(db: Db, ticketId: number): Promise<FactRow | null> {
  const [row] = await db.all<FactRow>(sql`${facts(true)} where t.id = ${ticketId}`)
  return row ?? null
}

/** The newest tickets. @param words whether their texts are wanted */
export function newestFacts(db: Reader, limit: number, words: boolean): Promise<FactRow[]> {
  return db.all<FactRow>(sql`${facts(words)} order by t.id desc limit ${limit}`)
}

export type PastEvent = {
  id: number
  at: number
  type: string
  ticketId: number
  requestId: string
  data: Readonly<Record<string, unknown>>
}

/** The events of the tickets from `first` on, newest first, `limit` of them at most; as one JSON text, which is read sooner. */
export async function eventsOfTickets(db: Reader, first: number, limit: number): Promise<PastEvent[]> {
  const [row] = await db.all<{ rows: string }>(sql`select json_group_array(json_object('id', e.id, 'at', e.at,
      'type', e.type, 'ticketId', e.ticket_id, 'requestId', e.request_id, 'data', json(e.data))
      order by e.ticket_id desc, e.id desc) as rows
    from (select * from events where ticket_id >= ${first} and type like 'ticket.%'
      order by ticket_id desc, id desc limit ${limit}) e`)
  return JSON.parse(row?.rows ?? '[]') as PastEvent[]
}
