import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClient } from '@libsql/client'
import { expect, inject, onTestFinished, test } from 'vitest'
import { type Demo, startDemo } from './support/portal.ts'

/** Nobody whose tickets a rule of the demo world writes a note to. */
const people = ['ana', 'bruno', 'carla']

/** @returns the reference, or null when no answer came */
async function lodge(address: string, at: number): Promise<string | null> {
  const answer = await fetch(`${address}/api/v1/tickets`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer bal_demo_${people[at % people.length]}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': `crash-${at}`,
    },
    body: JSON.stringify({ subject: `Queda ${at}`, body: 'Texto', product: 'gestor' }),
  }).catch(() => null)
  const body = (await answer?.json().catch(() => null)) as { reference?: string } | null
  return body?.reference ?? null
}

/** A portal of its own with the site of the other one, so that nothing is built. */
async function ownPortal(): Promise<{ folder: string; start(): Promise<Demo> }> {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-crash-'))
  await cp(join(inject('portalData'), 'site'), join(folder, 'demo/site'), {
    recursive: true,
    verbatimSymlinks: true,
  })
  // Under its address, or its pages would have to be made.
  const env = { DATA_DIR: folder, CONTENT_DIR: inject('portalContent'), PUBLIC_URL: inject('portal') }
  let demo: Demo | null = null
  onTestFinished(async () => {
    await demo?.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })
  return {
    folder,
    start: async () => {
      demo = await startDemo(env)
      return demo
    },
  }
}

test('a killed process has lost nothing it acknowledged, and doubles nothing when asked again', {
  timeout: 180_000,
}, async () => {
  const { folder, start } = await ownPortal()
  let demo = await start()

  const count = 240
  const acknowledged = new Map<number, string>()
  let next = 0
  const workers = Array.from({ length: 20 }, async () => {
    while (next < count) {
      const at = next++
      const reference = await lodge(demo.address, at)
      if (reference) acknowledged.set(at, reference)
      if (acknowledged.size === 60) await demo.kill('SIGKILL')
    }
  })
  await Promise.all(workers)
  expect(acknowledged.size).toBeGreaterThanOrEqual(60)
  expect(acknowledged.size).toBeLessThan(count)

  demo = await start()
  for (let at = 0; at < count; at++) {
    const reference = await lodge(demo.address, at)
    expect(reference).not.toBeNull()
    if (acknowledged.has(at)) expect(reference).toBe(acknowledged.get(at))
  }
  await demo.kill('SIGTERM')

  const client = createClient({ url: pathToFileURL(join(folder, 'demo/balcao.db')).href })
  const { rows } = await client.execute(`select count(*) as tickets, count(distinct subject) as subjects,
      sum((select count(*) from messages m where m.ticket_id = t.id)) as messages,
      sum((select count(*) from events e where e.ticket_id = t.id and e.type = 'ticket.opened')) as opened
    from tickets t where subject like 'Queda %'`)
  expect({ ...rows[0] }).toEqual({ tickets: count, subjects: count, messages: count, opened: count })
  const letters = await client.execute(`select count(*) as n from letters l join events e on e.id = l.event_id
    join tickets t on t.id = e.ticket_id where t.subject like 'Queda %' group by l.event_id, l.person_id having n > 1`)
  expect(letters.rows).toEqual([])
  const { rows: whole } = await client.execute('pragma integrity_check')
  expect(whole[0]?.integrity_check).toBe('ok')
  client.close()
})

/** The agent's form: what it is about, and to which line. */
async function escalate(address: string, cookie: string, reference: string): Promise<boolean> {
  const answer = await fetch(`${address}/pt/desk/tickets/${reference}`, {
    method: 'POST',
    headers: { cookie },
    redirect: 'manual',
    body: new URLSearchParams({ deed: 'escalate', line: '2', why: 'critical', summary: 'Parou tudo' }),
  }).catch(() => null)
  return answer?.status === 303
}

test('an escalation cut short by a kill has happened whole or not at all', {
  timeout: 180_000,
}, async () => {
  const { folder, start } = await ownPortal()
  let demo = await start()
  const references = await Promise.all(Array.from({ length: 80 }, (_, at) => lodge(demo.address, at)))
  const signIn = await fetch(`${demo.address}/pt/login`, {
    method: 'POST',
    body: new URLSearchParams({ email: 'eva@demo.test', password: 'balcao-demo' }),
    redirect: 'manual',
  })
  const cookie = signIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const acknowledged = new Set<string>()
  let next = 0
  const workers = Array.from({ length: 8 }, async () => {
    while (next < references.length) {
      const reference = references[next++] ?? ''
      if (await escalate(demo.address, cookie, reference)) acknowledged.add(reference)
      if (acknowledged.size === 25) await demo.kill('SIGKILL')
    }
  })
  await Promise.all(workers)
  expect(acknowledged.size).toBeGreaterThanOrEqual(25)
  expect(acknowledged.size).toBeLessThan(references.length)

  demo = await start()
  // Letters are written by a job.
  await new Promise((resolve) => setTimeout(resolve, 6000))
  await demo.kill('SIGTERM')
  const client = createClient({ url: pathToFileURL(join(folder, 'demo/balcao.db')).href })
  const { rows } = await client.execute(`select 'SUP-' || t.id as reference, t.line,
      (select count(*) from events e where e.ticket_id = t.id and e.type = 'ticket.escalated') as events,
      (select count(*) from messages m where m.ticket_id = t.id and m.audience = 'internal') as notes,
      (select count(*) from line_stays s where s.ticket_id = t.id and s.line = 2 and s.left_at is null) as stays,
      (select count(*) from line_stays s where s.ticket_id = t.id and s.line = 1 and s.left_at is not null) as left,
      (select count(*) from clock_entries c where c.ticket_id = t.id and c.clock = 'line' and c.kind = 'start') as starts,
      (select count(*) from clock_entries c where c.ticket_id = t.id and c.clock = 'line' and c.kind = 'stop') as stops,
      (select max(n) from (select count(*) as n from letters l join events e on e.id = l.event_id
        where e.ticket_id = t.id and e.type = 'ticket.escalated' group by l.event_id, l.person_id)) as letters
    from tickets t where t.subject like 'Queda %'`)
  client.close()
  expect(rows).toHaveLength(references.length)
  // Whoever is told of an escalation is told once, whether before the kill or after it.
  expect(rows.some(({ letters }) => letters !== null)).toBe(true)
  for (const { reference, letters, ...row } of rows) {
    expect(letters ?? 1).toBe(1)
    const whole = row.line === 2
    const one = whole ? 1 : 0
    // Not every contract promises a line anything.
    const counted = row.starts !== 0
    expect({ reference, ...row }).toEqual({
      reference,
      line: whole ? 2 : 1,
      events: one,
      notes: one,
      stays: one,
      left: one,
      starts: counted ? 1 + one : 0,
      stops: counted ? one : 0,
    })
    if (acknowledged.has(String(reference))) expect(whole).toBe(true)
  }
})
