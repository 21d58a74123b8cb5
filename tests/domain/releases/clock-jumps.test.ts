import { describe, expect, test } from 'vitest'
import { contracts } from '#db/schema/index.ts'
import { deliverLetters } from '#domain/mail/index.ts'
import { chooseNotices } from '#domain/notices/index.ts'
import {
  checkQuota,
  draftChannelManifest,
  findDownload,
  getProductUpdates,
  publishChannelManifest,
  recordDownloads,
  rolloutPlace,
  warnOfExpiry,
} from '#domain/releases/index.ts'
import { createGrants } from '#server/downloads/grant-address.ts'
import { createLedger } from '#server/downloads/ledger.ts'
import { signedHash } from '#server/releases/minisign.ts'
import { signing } from '#server/releases/signing.ts'
import { outbox, turn } from '#tests/domain/notices/support.ts'
import { watched } from '#tests/support/watched.ts'
import { createWorld, tuesday, type World } from '#tests/support/world.ts'
import { gestor, published, withKey } from './support.ts'

const hour = 3_600_000
const day = 24 * hour
const year = 365 * day
const system = { kind: 'system', name: 'test' } as const

/** What ana may do with a release at that moment: its file, or why not. */
async function fetching(world: World, version: string, at: number): Promise<string> {
  const input = { ...gestor(version), name: `gestor-${version}-linux-x64.tar.gz` }
  return findDownload(await world.as('ana', at), input).then(
    ({ reason }) => reason,
    (error: { code: string }) => error.code,
  )
}

describe('a clock that jumps', () => {
  test('makes an embargo hold again and end again, and nobody is told twice', async () => {
    const world = await createWorld()
    await published(world, '7.5.2', { kind: 'security', severity: 'high', embargoUntil: tuesday + day })
    const at = [tuesday, tuesday + day, tuesday + day - 1, tuesday - year, tuesday + year]
    const may: string[] = []
    for (const moment of at) {
      may.push(await fetching(world, '7.5.2', moment))
      await turn(world, moment)
    }
    expect(may).toEqual([
      'file-not-found',
      'security-fix',
      'file-not-found',
      'file-not-found',
      'security-fix',
    ])
    expect((await outbox(world)).map(({ personId }) => personId)).toEqual(['bruno', 'dora'])
  })

  test('begins and ends a contract as its days say, at each moment anew', async () => {
    const world = await createWorld()
    await published(world, '7.5.2', { kind: 'full' })
    const set = { startsAt: tuesday - day, endsAt: tuesday + day, suspendedAt: null }
    await world.database.write((tx) => tx.update(contracts).set(set))
    const may: string[] = []
    for (const at of [tuesday, tuesday + day, tuesday, tuesday + year, tuesday + 1])
      may.push(await fetching(world, '7.5.2', at))
    expect(may).toEqual(['maintenance', 'contract-ended', 'maintenance', 'contract-ended', 'maintenance'])
  })

  test('moves nobody in a rollout', async () => {
    const world = await createWorld()
    await published(world, '7.5.2', { kind: 'full', rolloutPercent: 0 })
    const [release] = (await getProductUpdates(await world.as('joao'), { product: 'gestor' })).releases
    expect(release?.version).toBe('7.5.2')
    const may = new Set<string>()
    for (const at of [tuesday, tuesday + year, tuesday + hour]) may.add(await fetching(world, '7.5.2', at))
    expect([...may]).toEqual(['rollout-waiting'])
    expect(rolloutPlace('vila-nova', 'x')).toBe(rolloutPlace('vila-nova', 'x'))
  })

  test('lets a grant hold as long as it was given for: neither for ever nor from another time', () => {
    const grants = createGrants('c2VjcmV0')
    const of = { id: 'g', fileId: 'f', organisationId: 'o', personId: 'p', tokenId: null }
    const text = grants.sign(of, tuesday)
    for (const at of [tuesday, tuesday + 12 * hour, tuesday - hour])
      expect(grants.verify(text, at).id).toBe('g')
    for (const at of [tuesday + 14 * hour, tuesday + year, tuesday - 2 * day, tuesday - year])
      expect(() => grants.verify(text, at)).toThrow('grant-expired')
    expect(grants.verify(grants.sign(of, tuesday - year), tuesday - year).id).toBe('g')
  })

  test('counts a quota by the day that it is, and never asks to wait for less than nothing', async () => {
    const world = await createWorld()
    const quota = { tokenId: 'demo-ana', dailyBytes: 100 }
    const file = await fileOf(world)
    const opened = {
      actor: { ...(await world.person('ana')), tokenId: 'demo-ana' },
      ...{ file, client: { address: '', userAgent: '' }, at: tuesday, requestId: 'r' },
      sender: 'portal' as const,
    }
    const note = { grantId: 'g', opened, flights: new Map(), tokenId: 'demo-ana' }
    const sent = [{ span: [0, 100, 100] as [number, number, number], at: tuesday }]
    await recordDownloads(await world.as(system), [{ ...note, sent }], 'p')
    const spent = async (at: number): Promise<number> =>
      checkQuota(await world.as('ana', at), quota, 0).then(
        () => 0,
        (error: { details: { retryAfter: number } }) => error.details.retryAfter,
      )
    expect(await spent(tuesday)).toBe(14 * 3600)
    expect(await spent(tuesday + day)).toBe(0)
    expect(await spent(tuesday - year)).toBe(0)
    expect(await spent(tuesday + 13 * hour)).toBe(3600)
  })

  test('keeps the ranges of one download together, and forgets who began by another time', async () => {
    const world = await createWorld()
    const file = await fileOf(world)
    const ledger = createLedger(() => system as never, { error: () => undefined } as never)
    const ctx = await world.as('ana')
    const begin = (at: number): Promise<string> =>
      ledger.open(ctx, null, { actor: ctx.actor, file, at, client: {}, sender: 'portal' } as never)
    const first = await begin(Date.now())
    expect(await begin(Date.now() + year)).toBe(first)
    expect(await begin(Date.now() - year)).toBe(first)
  })

  test('takes no list that has ended by it, and warns of an end again that only a wrong clock had seen', async () => {
    const world = await createWorld()
    await published(world, '7.5.2')
    const signer = await withKey(world)
    const list = { product: 'gestor', channel: 'stable' } as const
    const text = JSON.stringify(await draftChannelManifest(await world.as('joao'), { ...list, days: 30 }))
    const blake2b = signedHash().update(text).digest()
    const put = async (at: number): Promise<unknown> => {
      const signature = signer.sign(blake2b, 'product:gestor channel:stable sequence:1')
      const input = { ...list, document: text, signature, blake2b: blake2b.toString('hex') }
      return publishChannelManifest(await world.as('joao', at), input, signing)
    }
    await expect(put(tuesday + year)).rejects.toMatchObject({ fields: [{ code: 'manifest-expired' }] })
    await put(tuesday)
    const warned = async (at: number): Promise<number> =>
      (await warnOfExpiry(await world.as(system, at))).length
    const seen: number[] = []
    for (const at of [tuesday, tuesday + year, tuesday + 10 * day, tuesday + 25 * day, tuesday + 26 * day])
      seen.push(await warned(at))
    expect(seen).toEqual([0, 1, 0, 1, 0])
  })
})

async function fileOf(world: World): Promise<Awaited<ReturnType<typeof findDownload>>> {
  const { name } = await published(world, '7.5.2', { kind: 'full' })
  return findDownload(await world.as('ana'), { ...gestor('7.5.2'), name })
}

describe('rounds of letters', () => {
  const monday = Date.UTC(2026, 10, 30, 9)
  const weekly = async (world: World): Promise<number> =>
    (await outbox(world)).filter(({ template }) => template === 'notices-weekly').length
  const wanted = async (): Promise<World> => {
    const world = await createWorld()
    await turn(world)
    const choices = [{ product: 'gestor', level: 'all', atOnce: 'security' }]
    await chooseNotices(await world.as('bruno'), { choices })
    return world
  }

  test('go on after a clock that was years ahead', async () => {
    const world = await wanted()
    await turn(world, tuesday + 4 * year)
    await published(world, '7.5.2', { kind: 'full' }, tuesday + day)
    await turn(world, tuesday + day)
    await turn(world, monday)
    expect(await weekly(world)).toBe(1)
    await turn(world, monday + day)
    await turn(world, monday + 7 * day)
    expect(await weekly(world)).toBe(1)
  })

  test('tell nobody twice where it goes back behind one', async () => {
    const world = await wanted()
    await published(world, '7.5.2', { kind: 'full' })
    await turn(world, tuesday)
    for (const at of [monday, monday - 1, tuesday, tuesday - 30 * day, monday, monday + 7 * day])
      await turn(world, at)
    expect(await weekly(world)).toBe(1)
  })

  test('leave also where their clock was years ahead, and others when they are due', async () => {
    const world = await wanted()
    await published(world, '7.5.2', { kind: 'security', severity: 'high' })
    await turn(world, tuesday + 4 * year)
    const { db, plans } = watched(world)
    const sent: string[] = []
    const deliver = async (at: number): Promise<number> =>
      deliverLetters({ ...(await world.as(system, at)), db }, async ({ personId }) => {
        sent.push(personId)
        if (personId === 'dora') throw new Error('not now')
      })
    await deliver(tuesday + hour)
    await deliver(tuesday + hour)
    expect(sent.toSorted()).toEqual(['bruno', 'dora'])
    await deliver(tuesday + 2 * hour)
    expect(sent).toHaveLength(3)
    expect((await plans()).filter((plan) => /from "letters"/.test(plan)).join()).not.toMatch(/SCAN/)
  })
})
