import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClient } from '@libsql/client'
import { expect, inject, onTestFinished, test } from 'vitest'
import { type Demo, startDemo } from './support/portal.ts'

const people = ['ana', 'bruno', 'carla', 'dora']

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

test('a killed process has lost nothing it acknowledged, and doubles nothing when asked again', {
  timeout: 180_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-crash-'))
  // With the site of the other portal, under its address, nothing is built.
  await cp(join(inject('portalData'), 'site'), join(folder, 'demo/site'), {
    recursive: true,
    verbatimSymlinks: true,
  })
  const env = { DATA_DIR: folder, CONTENT_DIR: inject('portalContent'), PUBLIC_URL: inject('portal') }
  let demo: Demo = await startDemo(env)
  onTestFinished(async () => {
    await demo.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })

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

  demo = await startDemo(env)
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
