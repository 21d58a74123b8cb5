import { pathToFileURL } from 'node:url'
import { type Client, createClient } from '@libsql/client'
import { Temporal } from 'temporal-polyfill'

const organisations = 5000
const staff = 60
/** Rows a statement: a transaction that is neither small nor holds much memory. */
const chunk = 50_000
const day = 86_400_000
/** One ticket in so many is still being worked on. */
const openOneIn = 50

/** A number from 0 to `below - 1` that looks drawn, out of `i` and a salt. */
function drawn(salt: number, below: number): string {
  return `abs((i * 2654435761 + ${salt}) % 1000003) % ${below}`
}

/** The first organisation has so many tickets however many there are, so that its lists can be compared. */
const steady = 200
type Shape = { count: number; first: number; now: number; rare: number }

function person({ count }: Shape): string {
  const each = count / steady
  // Spread over all tickets, and over those that are open as well.
  return `case when i % ${each} = (i / ${each}) % ${openOneIn} then 0 else 3 + ${drawn(11, (organisations - 1) * 3)} end`
}
const requesterOf = (shape: Shape): string => `'bp-' || (${person(shape)})`
const organisationOf = (shape: Shape): string => `'bo-' || ((${person(shape)}) / 3)`
const vocabulary = 5000

/** Twenty-some words, some frequent, most not. */
function prose(salt: number): string {
  const word = (at: number): string =>
    `' termo' || (${drawn(salt + at * 977, 70)} * ${drawn(salt + at * 461 + 7, vocabulary / 70)})`
  return Array.from({ length: 16 }, (_, at) => word(at)).join(' || ')
}

/** What each ticket is, computed once: everything else is written from it. */
function ticketRows(shape: Shape): string {
  const { count, first, now } = shape
  const open = `(i % ${openOneIn} = 0)`
  // Ten years, the newest last.
  const created = `${now} - cast((${first + count} - i) * ${(3650 * day) / count} as integer) - 7200000`
  const openCreated = `${now} - (${drawn(5, 20 * 24 * 60)}) * 60000 - 60000`
  const due = `${now} + (${drawn(7, 20 * 24 * 60)} - 300) * 60000`
  return `select i,
    'Problema com' || ${prose(3)} as subject,
    case when ${open} then case (i / ${openOneIn}) % 4 when 0 then 'new' when 3 then 'waiting' else 'open' end else 'closed' end as status,
    case when ${open} and (i / ${openOneIn}) % 4 = 3 then 'customer' end as waiting_for,
    1 + (${drawn(13, 10)} > 6) + (${drawn(13, 10)} > 8) as line,
    'support', 'normal', 'normal',
    case ${drawn(17, 10)} when 0 then 'critical' when 1 then 'high' when 2 then 'low' else 'normal' end as priority,
    case ${drawn(17, 10)} when 0 then 4 when 1 then 3 when 2 then 1 else 2 end,
    case ${drawn(19, 3)} when 0 then 'folha' else 'gestor' end, '7.4.2', ${organisationOf(shape)}, ${requesterOf(shape)},
    case when ${open} and (i / ${openOneIn}) % 4 = 0 then null else 'ba-' || (${drawn(23, staff)}) end,
    'ba-' || (${drawn(29, staff)}), 'web', '{}',
    case when ${open} then ${openCreated} else ${created} end,
    case when ${open} then ${openCreated} + 7200000 else ${created} + 7200000 end,
    case when ${open} then null else ${created} + 5400000 end,
    case when ${open} then null else ${created} + 7200000 end,
    'ouro', 1, 1,
    case when ${open} and (i / ${openOneIn}) % 4 <> 3 then ${due} end,
    case when ${open} and (i / ${openOneIn}) % 4 <> 3 then ${due} end,
    case when ${open} and (i / ${openOneIn}) % 4 <> 3 then ${due} end,
    case when ${open} and (i / ${openOneIn}) % 4 <> 3 then max(${due}, ${now} + 3600000) end`
}

const ticketColumns = `id, subject, status, waiting_for, line, queue, impact, urgency, priority, priority_rank, product_id, version, organisation_id,
  requester_id, assignee_id, owner_id, channel, fields, created_at, updated_at, resolved_at, closed_at, level_id, level_version, calendar_version,
  resolution_due_at, next_due_at, desk_due_at, next_warning_at`

function body(shape: Shape, salt: number, first: boolean): string {
  const rare = first
    ? ` || case when ${drawn(41, 100)} = 0 then ' centesimo' else '' end || case when i % ${shape.rare} = 0 then ' rarissimo' else '' end`
    : ''
  return `'Ao usar' || ${prose(salt)} || ' acontece GST-' || (1000 + ${drawn(salt, 900)})${rare}`
}

function messageRows(shape: Shape, salt: number, later: number, agent: boolean): string {
  const author = agent ? `'ba-' || (${drawn(29, staff)})` : requesterOf(shape)
  const text = body(shape, salt, later === 0)
  return `insert into messages (ticket_id, author_id, author_kind, channel, audience, body, html, created_at)
    select i, author, '${agent ? 'agent' : 'customer'}', 'web', 'customer', text, '<p>' || text || '</p>', at from
    (select i, ${author} as author, ${text} as text, (select created_at from tickets where id = i) + ${later} as at from n)`
}

function eventRows(shape: Shape, type: string, later: number, actor: string): string {
  return `insert into events (at, type, actor_id, ticket_id, organisation_id, data, request_id)
    select (select created_at from tickets where id = i) + ${later}, '${type}', ${actor}, i, ${organisationOf(shape)},
      json_object('messageId', 0, 'audience', 'customer', 'authorKind', '${type === 'ticket.opened' ? 'customer' : 'agent'}', 'priority', 'normal'), 'bench' from n`
}

function clockRows(clock: string, kind: string, later: number, minutes: string, when: string): string {
  return `insert into clock_entries (ticket_id, at, clock, kind, minutes, reason)
    select i, (select created_at from tickets where id = i) + ${later}, '${clock}', '${kind}', ${minutes}, 'opened' from n where ${when}`
}

async function addPeople(client: Client, now: number): Promise<void> {
  const hash = "(select password_hash from people where id = 'ana')"
  const n = (count: number): string =>
    `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${count - 1})`
  await client.batch(
    [
      `${n(organisations)} insert into organisations (id, name, kind, created_at) select 'bo-' || i, 'Organização ' || i, 'customer', ${now} from n`,
      `${n(organisations)} insert into contracts (id, organisation_id, level, starts_at, created_at) select 'bc-' || i, 'bo-' || i, 'ouro', 0, ${now} from n`,
      `${n(organisations)} insert into contract_products (contract_id, product_id, channel) select 'bc-' || i, 'gestor', 'stable' from n`,
      `${n(organisations * 3)} insert into people (id, email, name, role, organisation_id, lang, password_hash, created_at)
        select 'bp-' || i, 'bp-' || i || '@bench.test', 'Pessoa ' || i, case i % 3 when 0 then 'customer-manager' else 'customer' end, 'bo-' || (i / 3), 'pt', ${hash}, ${now} from n`,
      `${n(staff)} insert into people (id, email, name, role, line, organisation_id, lang, password_hash, created_at)
        select 'ba-' || i, 'ba-' || i || '@bench.test', 'Técnico ' || i, 'agent', 1 + i % 3, (select organisation_id from people where id = 'eva'), 'pt', ${hash}, ${now} from n`,
    ],
    'write',
  )
}

/** What statistics count of them, as the job would find it, and the days of the last months to be kept. */
async function addFacts(client: Client, first: number, now: number): Promise<void> {
  await client.batch(
    [
      `insert into ticket_facts (ticket_id, event_id, created_at, organisation_id, product_id, line, agent_id, priority, level_id, open,
          first_responded_at, first_response_minutes, first_response_wall, first_response_promised, first_response_kept,
          first_resolved_at, resolved_at, resolution_minutes, resolution_wall, resolution_promised, resolution_kept, resolution_due_at, reopened,
          overdue_at, generation)
        select id, (select max(id) from events), created_at, organisation_id, product_id, line, coalesce(assignee_id, owner_id), priority_rank, level_id,
          status <> 'closed', created_at + 3600000, 20 + id % 200, 60, 120, id % 10 <> 0, resolved_at, resolved_at,
          case when status = 'closed' then 60 + id % 900 end, case when status = 'closed' then 90 end, 2400,
          case when status = 'closed' then id % 20 <> 0 end, resolution_due_at, id % 30 = 0, resolution_due_at,
          (select generation from fact_rebuilds)
        from tickets where id >= ${first}`,
      `insert or ignore into stale_days (day) with recursive n(i) as (select 0 union all select i + 1 from n where i < 120)
        select (cast(${now} / ${day} as integer) - i) * ${day} from n`,
    ],
    'write',
  )
}

/** Their sums, when the indexes are there. */
async function addSums(client: Client, first: number, now: number): Promise<void> {
  const months = JSON.stringify(
    Array.from({ length: 125 }, (_, n) => [-n, 1 - n].map((each) => firstOfMonth(now, each))),
  )
  const groups = {
    organisation: 'organisation_id',
    product: 'product_id',
    requestType: 'request_type',
    team: 'team_id',
    line: 'cast(line as text)',
    agent: 'agent_id',
    priority: 'cast(priority as text)',
  }
  const cohorts = {
    created_at: [
      'opened',
      'count(*)',
      'answered',
      'count(first_response_minutes)',
      'first_decided',
      'count(first_response_kept)',
      'first_kept',
      'sum(first_response_kept)',
    ],
    resolved_at: [
      'resolved',
      'count(*)',
      'end_decided',
      'count(resolution_kept)',
      'end_kept',
      'sum(resolution_kept)',
    ],
    first_resolved_at: ['once_resolved', 'count(*)', 'reopened', 'sum(reopened > 0)'],
  }
  const begin = (by: string, columns: string): string =>
    `insert into fact_sums (generation, "by", month, grp, ${columns}) select (select generation from fact_rebuilds), '${by}'`
  const add = (columns: readonly string[]): string =>
    `on conflict (generation, "by", month, grp) do update set ${columns.map((column) => `${column} = fact_sums.${column} + excluded.${column}`).join(', ')}`
  for (const [by, group] of Object.entries(groups)) {
    for (const [at, counted] of Object.entries(cohorts)) {
      const columns = counted.filter((_, n) => n % 2 === 0)
      const values = counted.filter((_, n) => n % 2 === 1)
      await client.execute(
        `${begin(by, columns.join(', '))}, json_extract(m.value, '$[0]'), ${group}, ${values.join(', ')}
        from json_each('${months}') m cross join ticket_facts
        where ${at} >= json_extract(m.value, '$[0]') and ${at} < json_extract(m.value, '$[1]') and ${at} is not null and ticket_id >= ${first}
        group by 3, 4 having count(*) > 0 ${add(columns)}`,
      )
    }
    await client.execute(
      `${begin(by, 'open')}, 0, ${group}, count(*) from ticket_facts where open = 1 and ticket_id >= ${first} group by 4 ${add(['open'])}`,
    )
  }
}

/** In Lisbon, whose months the demo counts by. */
function firstOfMonth(now: number, months: number): number {
  const day = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('Europe/Lisbon').toPlainDate()
  return day.with({ day: 1 }).add({ months }).toZonedDateTime('Europe/Lisbon').epochMilliseconds
}

/** Indexes are made again when the rows are there: sorted once instead of searched for each row. */
async function withoutIndexes(client: Client, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.execute(
    "select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in ('tickets', 'messages', 'events', 'clock_entries', 'line_stays', 'ticket_facts')",
  )
  for (const { name } of rows) await client.execute(`drop index ${String(name)}`)
  await work()
  for (const { sql } of rows) await client.execute(String(sql))
}

/**
 * A house of 5,000 organisations and 60 agents that has worked for ten years: three messages a ticket, one ticket in 50
 * still open. The first organisation has 200 tickets at any count, so that its lists can be compared. `centesimo` is in 1 % of the tickets, `rarissimo` in 0.001 %, at least one.
 * @param file of a database that the demo world is in, and nobody has open
 */
export async function addDesk(file: string, count: number): Promise<void> {
  const client = createClient({ url: pathToFileURL(file).href })
  await client.execute('PRAGMA synchronous = OFF')
  const first = Number((await client.execute('select max(id) as id from tickets')).rows[0]?.id ?? 1000) + 1
  const now = Date.now()
  const shape: Shape = { count, first, now, rare: Math.min(100_000, count) }
  await addPeople(client, now)
  await withoutIndexes(client, async () => {
    for (let from = first; from < first + count; from += chunk) {
      const to = Math.min(from + chunk, first + count) - 1
      const n = `with recursive n(i) as (select ${from} union all select i + 1 from n where i < ${to})`
      const last = Number(
        (await client.execute('select coalesce(max(id), 0) as id from messages')).rows[0]?.id,
      )
      const statements = [
        `insert into tickets (${ticketColumns}) ${ticketRows(shape)} from n`,
        messageRows(shape, 101, 0, false),
        messageRows(shape, 211, 3_600_000, true),
        messageRows(shape, 307, 5_400_000, false),
        clockRows('first-response', 'start', 0, '120', '1'),
        clockRows('resolution', 'start', 0, '2400', '1'),
        clockRows('first-response', 'stop', 3_600_000, 'null', '1'),
        clockRows('resolution', 'stop', 5_400_000, 'null', `i % ${openOneIn} <> 0`),
        eventRows(shape, 'ticket.opened', 0, requesterOf(shape)),
        eventRows(shape, 'ticket.replied', 3_600_000, `'ba-' || (${drawn(29, staff)})`),
        `insert into line_stays (ticket_id, line, arrived_at, left_at, reason, promised, taken)
          select i, 1, (select created_at from tickets where id = i), case when i % ${openOneIn} <> 0 then (select created_at from tickets where id = i) + 5400000 end, 'opened', 240, 90 from n`,
      ].map((sql) => `${n} ${sql}`)
      statements.push(
        `insert into message_search (rowid, body, scope) select m.ticket_id * 65536 + 1 + (m.id - ${last} - 1) / ${to - from + 1}, m.body || case when m.author_kind = 'customer' then ' ' || t.subject else '' end,
          'o' || replace(t.organisation_id, '-', '') || ' c c' || replace(t.organisation_id, '-', '')
          from messages m join tickets t on t.id = m.ticket_id where m.id > ${last} order by m.ticket_id, m.id`,
      )
      await client.batch(statements, 'write')
    }
    await addFacts(client, first, now)
  })
  await addSums(client, first, now)
  // Nobody gets letters about them.
  await client.execute('update event_readers set last_event_id = (select max(id) from events)')
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  client.close()
}
