import { randomBytes } from 'node:crypto'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClient } from '@libsql/client'
import type { Bench } from './run.ts'
import { signedIn } from './support/signed-in.ts'

const total = 1000
const people = ['ana', 'bruno', 'carla', 'dora']
const body = { subject: 'Medida', body: 'Um pedido da medida, com **texto**.', product: 'gestor' }

async function lodge(address: string, at: number): Promise<string> {
  const headers = {
    Authorization: `Bearer bal_demo_${people[at % people.length]}`,
    'Content-Type': 'application/json',
    'Idempotency-Key': `bench-${process.pid}-${at}`,
  }
  const answer = await fetch(`${address}/api/v1/tickets`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  if (answer.status !== 201) throw new Error(`ticket ${at}: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { reference: string }).reference
}

/** As the browser sends it: one form with a file of 100 kB. */
async function lodgeByForm(address: string, cookie: string, at: number): Promise<string> {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...body, version: '7.4.2', urgency: 'normal' }))
    form.set(name, value)
  form.set('key', `bench-form-${process.pid}-${at}`)
  form.set('attachments', new Blob([randomBytes(100_000)]), `registo-${at}.log`)
  const answer = await fetch(`${address}/pt/tickets/new`, {
    method: 'POST',
    body: form,
    headers: { cookie },
    redirect: 'manual',
  })
  if (answer.status !== 303) throw new Error(`form ${at}: ${answer.status}`)
  return answer.headers.get('location') ?? ''
}

/** Raw batches of the rows that one ticket makes, into a copy of the same database. */
export async function rawRate(database: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-raw-'))
  const file = join(folder, 'raw.db')
  await copyFile(database, file)
  const client = createClient({ url: pathToFileURL(file).href })
  const columns =
    'status, line, queue, impact, urgency, priority, priority_rank, product_id, organisation_id, requester_id, channel, fields, created_at, updated_at, unanswered_since, level_id, level_version, calendar_version'
  const began = performance.now()
  for (let at = 0; at < total; at++) {
    await client.batch(
      [
        `insert into tickets (subject, ${columns}) values ('Medida', 'new', 1, 'support', 'normal', 'normal', 'normal', 2, 'gestor', 'vila-nova', 'ana', 'api', '{}', 1, 1, 1, 'ouro', 1, 1)`,
        "insert into messages (ticket_id, author_id, author_kind, channel, audience, body, html, created_at) values (last_insert_rowid(), 'ana', 'customer', 'api', 'customer', 'Um pedido da medida', '<p>Um pedido da medida</p>', 1)",
        "insert into clock_entries (ticket_id, at, clock, kind, minutes) values ((select max(id) from tickets), 1, 'resolution', 'start', 60)",
        "insert into events (at, type, ticket_id, data, request_id) values (1, 'ticket.opened', (select max(id) from tickets), '{}', 'x')",
      ],
      'write',
    )
  }
  const rate = total / ((performance.now() - began) / 1000)
  client.close()
  await rm(folder, { recursive: true, force: true })
  return rate
}

/** 50 at a time lodge 1,000 tickets; meanwhile somebody reads an article. */
export const lodging: Bench = async ({ portal, dataDir, report }) => {
  const references: string[] = []
  const reading: number[] = []
  let next = 0
  let done = false
  const reader = (async () => {
    while (!done) {
      const began = performance.now()
      await (await fetch(`${portal.address}/pt/manuals/gestor/7.4/copias-de-seguranca/`)).arrayBuffer()
      reading.push(performance.now() - began)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  })()
  const began = performance.now()
  const workers = Array.from({ length: 50 }, async () => {
    while (next < total) references.push(await lodge(portal.address, next++))
  })
  await Promise.all(workers)
  const rate = total / ((performance.now() - began) / 1000)
  done = true
  await reader
  const distinct = new Set(references).size
  if (distinct !== total) throw new Error(`${total} acknowledged, ${distinct} distinct: lost or doubled`)
  const raw = await rawRate(join(dataDir, 'demo', 'balcao.db'))
  report(
    'tickets lodged a second, 50 at once, against raw batches',
    Math.round(rate),
    Math.round(raw),
    'goal 350/s; none lost or doubled',
  )
  await withFiles(portal.address, Math.round(raw), report)
  const p99 = reading.toSorted((a, b) => a - b)[Math.floor(reading.length * 0.99)] ?? 0
  const median = reading.toSorted((a, b) => a - b)[Math.floor(reading.length / 2)] ?? 1
  report('article p99 meanwhile, ms, against its median', Math.round(p99), Math.round(median * 10) / 10, '')
}

/** @param connections so many at a time */
export async function withFiles(
  address: string,
  raw: number,
  report: Parameters<Bench>[0]['report'],
  connections = 8,
): Promise<void> {
  const cookies = await Promise.all(people.map((name) => signedIn(address, `${name}@demo.test`)))
  const count = 300
  const made = new Set<string>()
  let next = 0
  const began = performance.now()
  const workers = Array.from({ length: connections }, async () => {
    while (next < count) {
      const at = next++
      made.add(await lodgeByForm(address, cookies[at % cookies.length] ?? '', at))
    }
  })
  await Promise.all(workers)
  const rate = Math.round(count / ((performance.now() - began) / 1000))
  if (made.size !== count) throw new Error(`${count} acknowledged, ${made.size} distinct: lost or doubled`)
  report(
    `tickets with a 100 kB file by the form a second, ${connections} at once, against raw batches`,
    rate,
    raw,
    '',
  )
}
