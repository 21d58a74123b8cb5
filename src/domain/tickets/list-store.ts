import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../shared/index.ts'
import { jsonObject, jsonRows } from './json-rows-store.ts'
import type { Level } from './priority.ts'
import type { Status, WaitingFor } from './status.ts'

/** `due`: by what was promised to the customer; `desk-due`: by the desk's own time too. */
export type Sort = 'updated' | 'created' | 'due' | 'desk-due' | 'priority'

/** By what a list is ordered, ties by id in the same direction. Identifiers grow with time, so they order by creation. */
const orders: Record<Sort, { key: SQL; down: boolean }> = {
  updated: { key: sql`t.updated_at`, down: true },
  created: { key: sql`t.id`, down: true },
  due: { key: sql`coalesce(t.next_due_at, 9007199254740991)`, down: false },
  // As the indexes write it: the tool that makes migrations parts an expression at its comma.
  'desk-due': {
    key: sql`case when t.desk_due_at is null then 9007199254740991 else t.desk_due_at end`,
    down: false,
  },
  priority: { key: sql`-t.priority_rank`, down: false },
}

/** A search looks through so many messages, the newest ticket's first: a word of every day stands in millions. */
export const searchReach = 2000

/** In the order of what is due, or of priority; of what is being worked on alone. */
export type WorkIndex =
  | 'tickets_work_due'
  | 'tickets_work_line'
  | 'tickets_work_assignee'
  | 'tickets_work_team'
  | 'tickets_work_priority'
  | 'tickets_waiting_due'

export type ListQuery = {
  /** Disjoint conditions on `tickets t`, each with its own index range already in order; merged, not sorted. */
  branches: readonly SQL[]
  /** By which index they are read, where SQLite would choose another and sort. */
  index?: WorkIndex | undefined
  /** What every row must fulfil besides. */
  filters: readonly SQL[]
  /** Of these tickets alone. */
  among: readonly number[] | null
  sort: Sort
  /** Key and id of the last row before the page. */
  after: readonly [key: number, id: number] | null
  limit: number
}

export type ListRow = {
  /** Value that the list is ordered by. */
  key: number
  id: number
  subject: string
  status: Status
  waitingFor: WaitingFor | null
  label: Record<'pt' | 'en', string> | null
  line: number
  priority: Level
  impact: Level
  urgency: Level
  productId: string | null
  productName: string | null
  version: string | null
  requestType: Record<'pt' | 'en', string> | null
  team: string | null
  fields: Record<string, string>
  organisationId: string
  organisationName: string
  requesterId: string
  requesterName: string
  assigneeId: string | null
  assigneeName: string | null
  createdAt: number
  updatedAt: number
  dueAt: number | null
  lineDueAt: number | null
  unansweredSince: number | null
}

/** What words are found in: ids of tickets, the newest first. */
export type Found = {
  tickets: readonly number[]
  /** There may be more: a search looks no further. */
  cut: boolean
}

/** @param expression FTS5, by `matchExpressions` */
export async function findWords(db: Reader, expression: string): Promise<Found> {
  const [row] = await db.all<{
    messages: number
    tickets: string
  }>(sql`select count(*) as messages, json_group_array(distinct s.id / 65536) as tickets from
    (select rowid as id from message_search where message_search match ${expression} order by rowid desc limit ${searchReach}) s`)
  return { tickets: JSON.parse(row?.tickets ?? '[]'), cut: (row?.messages ?? 0) >= searchReach }
}

/**
 * The words of the index that begin so, at most `limit`. Each is looked up by the one before it: the index of words has a
 * row for every place that a word stands at, and nobody reads those.
 */
export async function wordsFrom(db: Reader, beginning: string, limit: number): Promise<string[]> {
  const next = (least: SQL): SQL =>
    sql`(select term from message_words where term >= ${least} and term < ${`${beginning}\u{10ffff}`} limit 1)`
  // A space is less than all that words are made of.
  const rows = await db.all<{
    term: string
  }>(sql`with recursive words(term) as (select ${next(sql`${beginning}`)}
      union all select ${next(sql`words.term || ' '`)} from words where words.term is not null)
    select term from words where term is not null limit ${limit}`)
  return rows.map(({ term }) => term)
}

const item = jsonObject({
  key: 'x.k',
  id: 't.id',
  subject: 't.subject',
  status: 't.status',
  waitingFor: 't.waiting_for',
  label: 'json((select l.names from status_labels l where l.id = t.status_label))',
  line: 't.line',
  priority: 't.priority',
  impact: 't.impact',
  urgency: 't.urgency',
  productId: 't.product_id',
  productName: 'p.name',
  version: 't.version',
  requestType: 'json((select y.names from request_types y where y.id = t.request_type))',
  team: '(select m.name from teams m where m.id = t.team_id)',
  fields: 'json(t.fields)',
  organisationId: 't.organisation_id',
  organisationName: 'o.name',
  requesterId: 't.requester_id',
  requesterName: 'r.name',
  assigneeId: 't.assignee_id',
  assigneeName: 'a.name',
  createdAt: 't.created_at',
  updatedAt: 't.updated_at',
  dueAt: 't.next_due_at',
  lineDueAt: 't.line_due_at',
  unansweredSince: 't.unanswered_since',
})

// `cross join` keeps the order: without it, three branches and more made SQLite read all tickets first.
const names = sql.raw(`cross join tickets t on t.id = x.id
  join organisations o on o.id = t.organisation_id
  join people r on r.id = t.requester_id
  left join people a on a.id = t.assignee_id
  left join products p on p.id = t.product_id`)

/** Picks the page's rows by index first, and names what they refer to only then. */
export function listRows(db: Reader, query: ListQuery): Promise<ListRow[]> {
  const { key, down } = orders[query.sort]
  const direction = down ? sql`desc` : sql`asc`
  const conditions = [...query.filters]
  if (query.after) {
    const [value, id] = query.after
    conditions.push(down ? sql`(${key}, t.id) < (${value}, ${id})` : sql`(${key}, t.id) > (${value}, ${id})`)
  }
  const by = query.index ? sql.raw(` indexed by ${query.index}`) : sql``
  // What words are found in is little: read by it once, not by the order in branches.
  const [source, ranges] = query.among
    ? [
        sql`json_each(${JSON.stringify(query.among)}) h cross join tickets t on t.id = h.value`,
        [sql`(${sql.join([...query.branches], sql` or `)})`],
      ]
    : [sql`tickets t${by}`, query.branches]
  const branches = ranges.map(
    (range) =>
      sql`select t.id as id, ${key} as k from ${source} where ${sql.join([range, ...conditions], sql` and `)}`,
  )
  const from = sql`from (${sql.join(branches, sql` union all `)}
    order by k ${direction}, id ${direction} limit ${query.limit}) x ${names}`
  return jsonRows(db, item, from, sql`x.k ${direction}, x.id ${direction}`)
}

const activeStatuses = sql`('new', 'open', 'waiting')`

/** Active tickets by line and status, out of the queue's index alone. */
export function countByLine(db: Reader): Promise<{ line: number; status: Status; total: number }[]> {
  return db.all(sql`select line, status, count(*) as total from tickets
    where line in (1, 2, 3) and status in ${activeStatuses} group by line, status`)
}

export async function countHeld(
  db: Reader,
  personId: string | null,
  now: number,
): Promise<{ unassigned: number; mine: number; overdue: number }> {
  const [row] = await db.all<{ unassigned: number; mine: number; overdue: number }>(sql`select
    (select count(*) from tickets where assignee_id is null and status in ${activeStatuses}) as unassigned,
    (select count(*) from tickets where assignee_id = ${personId} and status in ${activeStatuses}) as mine,
    (select count(*) from tickets where next_due_at < ${now}) as overdue`)
  return row ?? { unassigned: 0, mine: 0, overdue: 0 }
}
