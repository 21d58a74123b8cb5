import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { publishAdvisory, saveAdvisory } from '#domain/advisories/index.ts'
import { publishRelease, yankRelease } from '#domain/releases/index.ts'
import {
  createWebhook,
  deliverDue,
  getWebhook,
  listDeliveries,
  listWebhooks,
  queueDeliveries,
  redeliver,
  removeWebhook,
  rotateWebhook,
  type Send,
  switchWebhook,
} from '#domain/webhooks/index.ts'
import { createWorld, tuesday, type World } from '#tests/support/world.ts'

const system = { kind: 'system', name: 'test' } as const
const hour = 3_600_000
const wish = {
  organisationId: 'vila-nova',
  url: 'https://updates.example.com/hook',
  events: ['release.published', 'release.withdrawn'],
}

async function publish(world: World, version: string, facts: object = {}, at = tuesday): Promise<void> {
  const { hash, size } = await world.files.put(Readable.from([Buffer.from(version)]), 1e6)
  const files = [{ name: 'a.zip', size, sha256: hash }]
  await publishRelease(await world.as(system, at), { product: 'gestor', version, files, ...facts })
}

type Sent = { url: string; id: string; body: Record<string, unknown> }
function receiver(status = 200): { send: Send; sent: Sent[] } {
  const sent: Sent[] = []
  const send: Send = async ({ url }, { id, body }) => {
    sent.push({ url, id, body: body as Record<string, unknown> })
    return { status, error: null }
  }
  return { send, sent }
}

async function turn(world: World, send: Send, at: number): Promise<void> {
  while ((await queueDeliveries(await world.as(system, at))) > 0);
  await deliverDue(await world.as(system, at), send, 'https://portal.test')
}

test('an organisation is told once of what it may know, and of nothing else', async () => {
  const world = await createWorld()
  await publish(world, '1.0.0')
  const id = await createWebhook(await world.as('bruno', tuesday + 1), wish, 'whsec_c2VjcmV0', false)
  const at = tuesday + 2
  await publish(world, '2.0.0', {}, at)
  await publish(world, '2.0.1', { organisations: ['sao-bras'] }, at)
  await publish(world, '2.0.2', { channel: 'beta' }, at)
  await publish(world, '2.0.3', { embargoUntil: at + hour }, at)
  const { send, sent } = receiver()
  await turn(world, send, at)
  await turn(world, send, at + 1)
  expect(sent).toHaveLength(1)
  expect(sent[0]?.body).toMatchObject({
    type: 'release.published',
    data: { product: 'gestor', version: '2.0.0', allowed: true, reason: 'maintenance' },
  })
  const seen = await listDeliveries(await world.as('bruno', at), id)
  expect(seen.map(({ subject, status }) => [subject, status])).toEqual([
    ['release:gestor/2.0.0', 'delivered'],
  ])
  await turn(world, send, at + hour + 60_001)
  expect(sent.map(({ body }) => (body.data as { version: string }).version)).toEqual(['2.0.0', '2.0.3'])
  const words = { reason: { pt: 'x', en: 'x' }, product: 'gestor', version: '2.0.0' }
  await yankRelease(await world.as(system, at + 2 * hour), words)
  await turn(world, send, at + 2 * hour)
  expect(sent.at(-1)?.body).toMatchObject({ type: 'release.withdrawn', data: { allowed: false } })
})

test('an organisation is told of the advisories that it may read, each at its time', async () => {
  const world = await createWorld()
  const events = ['advisory.published']
  await createWebhook(await world.as('bruno', tuesday), { ...wish, events }, 'whsec_c2VjcmV0', false)
  const joao = await world.as('joao', tuesday + 1)
  const words = { pt: 'Uma falha de ensaio', en: 'A flaw to try with' }
  const facts = { severity: 'high', title: words, summary: words, workaround: { pt: '', en: '' } }
  const statements = [{ product: 'gestor', status: 'affected', affected: '*' }]
  const later = tuesday + hour
  for (const [tlp, at] of [
    ['clear', null],
    ['red', null],
    ['green', later],
  ] as const) {
    const organisations = tlp === 'red' ? ['sao-bras'] : []
    const { id } = await saveAdvisory(joao, { ...facts, tlp, statements, organisations })
    await publishAdvisory(joao, { id, revision: 1, at })
  }
  const { send, sent } = receiver()
  await turn(world, send, tuesday + 2)
  const told = (): unknown[] => sent.map(({ body }) => (body.data as { tracking: string }).tracking)
  expect(told()).toEqual(['ADV-2026-0001'])
  expect(sent[0]?.body).toMatchObject({
    type: 'advisory.published',
    data: { severity: 'high', products: [{ product: 'gestor', status: 'affected', affected: '*' }] },
  })
  await turn(world, send, later + 60_001)
  expect(told()).toEqual(['ADV-2026-0001', 'ADV-2026-0003'])
})

test('what fails is tried again later under the same id, and an address that always fails is let be', async () => {
  const world = await createWorld()
  const id = await createWebhook(await world.as('bruno', tuesday), wish, 'whsec_c2VjcmV0', false)
  for (let n = 0; n < 3; n++) await publish(world, `1.0.${n}`, {}, tuesday + 1)
  const bad = receiver(500)
  await turn(world, bad.send, tuesday + 2)
  await turn(world, bad.send, tuesday + 3)
  expect(bad.sent).toHaveLength(3)
  await turn(world, bad.send, tuesday + 2 + 5000)
  expect(bad.sent).toHaveLength(6)
  expect(new Set(bad.sent.map((each) => each.id)).size).toBe(3)
  let at = tuesday
  for (let n = 0; n < 8; n++) {
    at += 24 * hour
    await turn(world, bad.send, at)
  }
  const bruno = await world.as('bruno', at)
  expect(await getWebhook(bruno, id)).toMatchObject({ disabledReason: 'failures' })
  const [first] = await listDeliveries(bruno, id)
  await switchWebhook(bruno, id, true)
  const good = receiver()
  await redeliver(bruno, id, first?.id ?? '')
  await turn(world, good.send, at)
  expect(good.sent.map((each) => each.id)).toContain(first?.id)
  expect(await getWebhook(bruno, id)).toMatchObject({ disabledAt: null, failures: 0 })
  await expect(redeliver(bruno, id, 'x')).rejects.toMatchObject({ code: 'delivery-not-found' })
})

test('what a clock that was ahead put off goes out once the clock is right', async () => {
  const world = await createWorld()
  const ahead = tuesday + 365 * 24 * hour
  await createWebhook(await world.as('bruno', tuesday), wish, 'whsec_c2VjcmV0', false)
  await publish(world, '1.0.0', {}, tuesday + 1)
  const bad = receiver(500)
  await turn(world, bad.send, ahead + 2)
  expect(bad.sent).toHaveLength(1)
  const other = { ...wish, url: 'https://other.example.com/hook' }
  await createWebhook(await world.as('bruno', ahead + 3), other, 'whsec_c2VjcmV0', false)
  const good = receiver()
  await publish(world, '1.0.1', {}, tuesday + 4)
  await turn(world, good.send, tuesday + 5)
  await turn(world, good.send, tuesday + 6)
  const told = good.sent.map(({ url, body }) => [url, (body.data as { version: string }).version])
  expect(told.toSorted()).toEqual([
    [other.url, '1.0.1'],
    [wish.url, '1.0.0'],
    [wish.url, '1.0.1'],
  ])
})

test('they are managed by who manages machines, and others’ are not there', async () => {
  const world = await createWorld()
  const bruno = await world.as('bruno')
  for (const who of ['ana', 'eva'] as const)
    await expect(createWebhook(await world.as(who), wish, 's', false)).rejects.toMatchObject({
      code: 'webhooks-not-yours',
    })
  for (const url of ['http://a.example', 'https://u:p@a.example', 'ftp://a', 'x', ''])
    await expect(createWebhook(bruno, { ...wish, url }, 's', false)).rejects.toMatchObject({
      kind: 'invalid',
    })
  await expect(
    createWebhook(bruno, { ...wish, organisationId: 'sao-bras' }, 's', false),
  ).rejects.toMatchObject({ kind: 'not-found' })
  const theirs = await createWebhook(
    await world.as('joao'),
    { ...wish, organisationId: 'sao-bras' },
    's',
    false,
  )
  for (const deed of [getWebhook, listDeliveries, removeWebhook])
    await expect(deed(bruno, theirs)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(rotateWebhook(bruno, theirs, 's')).rejects.toMatchObject({ kind: 'not-found' })
  const mine = await createWebhook(bruno, wish, 's', false)
  expect((await listWebhooks(bruno)).map((each) => each.id)).toEqual([mine])
  expect(JSON.stringify(await listWebhooks(bruno))).not.toContain('secret')
  await removeWebhook(bruno, mine)
  expect(await listWebhooks(bruno)).toEqual([])
})
