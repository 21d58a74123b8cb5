import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../shared/index.ts'
import { type After, type Behind, behindColumns, behindRows, named } from './behind-store.ts'
import { dimensionColumns, filterOf } from './cohorts-store.ts'
import type { Dimension, Filter } from './metrics.ts'
import type { Range } from './period.ts'

/** Minutes that the desk noted on its messages, and on how many tickets. */
export type Spent = { minutes: number; tickets: number }

/** Time is whoever's wrote the message: by agent, the ticket's own says nothing. */
function within({ from, to }: Range, { agent, ...rest }: Filter): SQL {
  const author =
    agent === undefined ? sql`1` : sql`ifnull(m.author_id, '') = ${agent === 'none' ? '' : agent}`
  // As many tickets as had time noted, found by their messages: never the messages of many tickets.
  return sql`messages m indexed by messages_spent cross join ticket_facts f on f.ticket_id = m.ticket_id
    where m.created_at >= ${from} and m.created_at < ${to} and m.minutes > 0 and ${author} and ${filterOf(rest)}`
}

export async function sumSpent(db: Reader, range: Range, filter: Filter): Promise<Spent> {
  const [row] = await db.all<Spent>(sql`select ifnull(sum(m.minutes), 0) as minutes,
    count(distinct m.ticket_id) as tickets from ${within(range, filter)}`)
  return { minutes: Number(row?.minutes ?? 0), tickets: Number(row?.tickets ?? 0) }
}

export type SpentGroup = Spent & { grp: string; groups: number }

/** By group, the most time first. @returns with each how many groups there are */
export async function spentByGroup(
  db: Reader,
  range: Range,
  filter: Filter,
  by: Dimension,
  limit: number,
): Promise<SpentGroup[]> {
  const group = by === 'agent' ? sql`ifnull(m.author_id, '')` : dimensionColumns[by]
  const rows = await db.all<SpentGroup>(sql`select ${group} as grp, sum(m.minutes) as minutes,
      count(distinct m.ticket_id) as tickets, count(*) over () as ${sql.identifier('groups')}
    from ${within(range, filter)} group by 1 order by 2 desc, 1 limit ${limit}`)
  return rows.map((row) => ({ ...row, grp: String(row.grp) }))
}

/** The tickets on which the time was spent, newest first; `taken`: the minutes of that period alone. */
export function listSpent(
  db: Reader,
  range: Range,
  filter: Filter,
  after: After,
  limit: number,
): Promise<Behind[]> {
  const beyond = after ? sql`m.ticket_id < ${after[1]}` : sql`1`
  return behindRows(
    db,
    sql`select x.id, x.id as key, 'SUP-' || x.id as reference, ${behindColumns}, x.taken,
      null as promised
    from (select m.ticket_id as id, sum(m.minutes) as taken from ${within(range, filter)} and ${beyond}
      group by m.ticket_id order by m.ticket_id desc limit ${limit}) x
    join ticket_facts f on f.ticket_id = x.id ${named}
    order by x.id desc`,
  )
}
