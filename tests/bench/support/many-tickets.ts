import { pathToFileURL } from 'node:url'
import { createClient } from '@libsql/client'

const words =
  'configuração certificado assinatura processamento recibo digitalização pesquisa permissões servidor licença atualização cópia'.split(
    ' ',
  )
const requesters = [
  ['ana', 'vila-nova', 'ouro'],
  ['bruno', 'vila-nova', 'ouro'],
  ['carla', 'sao-bras', 'base'],
] as const
const statuses = ['new', 'open', 'open', 'waiting', 'closed', 'closed', 'closed', 'closed'] as const

/**
 * Tickets of a house that has worked for years, written as rows: three messages, clocks and events each.
 * @param file of a database that the demo world is in, and nobody has open
 */
export async function addTickets(file: string, count: number): Promise<void> {
  const client = createClient({ url: pathToFileURL(file).href })
  const first = Number((await client.execute('select max(id) as id from tickets')).rows[0]?.id ?? 1000) + 1
  const now = Date.now()
  for (let begin = 0; begin < count; begin += 500) {
    const statements = []
    for (let at = begin; at < Math.min(begin + 500, count); at++) {
      statements.push(...rowsOf(first + at, at, now - (count - at) * 600_000))
    }
    await client.batch(statements, 'write')
  }
  // Nobody gets letters about them.
  await client.execute(
    "update event_readers set last_event_id = (select max(id) from events) where name <> 'ticket-facts'",
  )
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  client.close()
}

function rowsOf(
  id: number,
  at: number,
  created: number,
): { sql: string; args: (string | number | null)[] }[] {
  const [person, organisation, level] = requesters[at % requesters.length] ?? requesters[0]
  const status = statuses[at % statuses.length] ?? 'open'
  const word = (offset: number): string => words[(at * 7 + offset) % words.length] ?? ''
  const subject = `Problema com ${word(0)} e ${word(3)} n.º ${at}`
  const body = `Ao usar ${word(1)}, a ${word(2)} falha com GST-${1000 + (at % 900)}. `.repeat(6)
  const due = status === 'new' || status === 'open' ? created + 7 * 86_400_000 : null
  const waits = status === 'waiting' ? 'customer' : null
  const ticket = `insert into tickets (id, subject, status, waiting_for, line, queue, impact, urgency, priority, priority_rank, product_id, version,
    organisation_id, requester_id, assignee_id, owner_id, channel, fields, created_at, updated_at, level_id, level_version, calendar_version,
    resolution_due_at, next_due_at) values (?, ?, ?, ?, ?, 'support', 'normal', 'normal', 'normal', 2, 'gestor', '7.4.2', ?, ?, 'eva', 'eva', 'web', '{}', ?, ?, ?, 1, 1, ?, ?)`
  const message =
    'insert into messages (ticket_id, author_id, author_kind, channel, audience, body, html, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)'
  const say = (
    author: string,
    kind: string,
    later: number,
  ): { sql: string; args: (string | number | null)[] } => ({
    sql: message,
    args: [id, author, kind, 'web', 'customer', body, `<p>${body}</p>`, created + later],
  })
  return [
    {
      sql: ticket,
      args: [
        id,
        subject,
        status,
        waits,
        1 + (at % 3),
        organisation,
        person,
        created,
        created + 7_200_000,
        level,
        due,
        due,
      ],
    },
    say(person, 'customer', 0),
    say('eva', 'agent', 3_600_000),
    say(person, 'customer', 7_200_000),
    {
      sql: "insert into message_search (rowid, body, scope) select m.ticket_id * 65536 + m.id % 65536, m.body || ?, 'o' || o.word || ' c c' || o.word from messages m, (select replace(organisation_id, '-', '') as word, id from tickets) o where o.id = m.ticket_id and m.ticket_id = ?",
      args: [` ${subject}`, id],
    },
    {
      sql: "insert into clock_entries (ticket_id, at, clock, kind, minutes, reason) values (?, ?, 'resolution', 'start', 2400, 'opened')",
      args: [id, created],
    },
    {
      sql: "insert into events (at, type, ticket_id, actor_id, data, request_id) values (?, 'ticket.opened', ?, ?, '{}', 'bench')",
      args: [created, id, person],
    },
  ]
}
