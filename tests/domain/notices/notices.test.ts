import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { events } from '#db/schema/index.ts'
import { chooseNotices, listNotices, type Notice, type Subscriber, whoIsTold } from '#domain/notices/index.ts'
import type { Decision } from '#domain/releases/index.ts'
import { createWorld } from '#tests/support/world.ts'

const fix: Notice = { product: 'gestor', security: true, severity: 'high' }
const feature: Notice = { product: 'gestor', security: false, severity: null }
const allowed: Decision = { allowed: true, reason: 'maintenance' }

function somebody(facts: Partial<Subscriber> = {}): Subscriber {
  return { personId: 'p', role: 'customer', organisationIds: ['o'], choice: null, ...facts }
}
const when = (notice: Notice, subscriber: Subscriber): string | null =>
  whoIsTold(notice, [subscriber], () => allowed)[0]?.when ?? null

describe('who is told', () => {
  test.each([
    ['a customer who chose nothing, of a fix', fix, {}, null],
    ['a manager who chose nothing, of a fix', fix, { role: 'customer-manager' }, 'at-once'],
    ['a partner who chose nothing, of a feature', feature, { role: 'partner' }, null],
    ['who wants all, of a feature', feature, { choice: { level: 'all', atOnce: 'security' } }, 'weekly'],
    [
      'who wants fixes, only critical at once',
      fix,
      { choice: { level: 'security', atOnce: 'critical' } },
      'weekly',
    ],
    [
      'the same, of a critical one',
      { ...fix, severity: 'critical' },
      { choice: { level: 'security', atOnce: 'critical' } },
      'at-once',
    ],
    [
      'a manager who wants nothing',
      fix,
      { role: 'customer-manager', choice: { level: 'none', atOnce: 'security' } },
      null,
    ],
  ] as const)('%s', (_, notice, facts, told) => {
    expect(when(notice, somebody(facts))).toBe(told)
  })

  test('is only who may fetch it, or could by accepting, with the reason', () => {
    const dora = somebody({ role: 'partner', organisationIds: ['norte', 'a', 'b', 'c'] })
    const standing: Record<string, Decision | null> = {
      norte: null,
      a: { allowed: false, reason: 'eula-required', revision: 2 },
      b: { allowed: false, reason: 'maintenance-ended', date: '2026-06-30' },
      c: allowed,
    }
    const [told] = whoIsTold(fix, [dora], (id) => standing[id] ?? null)
    expect(told).toMatchObject({ decision: allowed, organisationIds: ['a', 'c'] })
    const out = somebody({ role: 'partner', organisationIds: ['norte', 'b'] })
    expect(whoIsTold(fix, [out], (id) => standing[id] ?? null)).toEqual([])
  })
})

describe('whatever is told', () => {
  const roles = ['customer', 'customer-manager', 'partner'] as const
  const decisions: (Decision | null)[] = [
    null,
    allowed,
    { allowed: true, reason: 'security-fix' },
    { allowed: false, reason: 'eula-required', revision: 1 },
    { allowed: false, reason: 'maintenance-ended', date: '2026-06-30' },
    { allowed: false, reason: 'rollout-waiting' },
    { allowed: false, reason: 'withdrawn' },
  ]
  const levels = ['none', 'security', 'all'] as const
  const choices = fc.record({
    level: fc.constantFrom(...levels),
    atOnce: fc.constantFrom('critical' as const, 'security' as const),
  })
  const subscribers = fc.uniqueArray(
    fc.record({
      personId: fc.string({ minLength: 1, maxLength: 3 }),
      role: fc.constantFrom(...roles),
      organisationIds: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }),
      choice: fc.option(choices),
    }),
    { selector: ({ personId }) => personId, maxLength: 6 },
  )
  const notices = fc.record({
    product: fc.constant('gestor'),
    security: fc.boolean(),
    severity: fc.constantFrom(null, 'low' as const, 'high' as const, 'critical' as const),
    calm: fc.boolean(),
  })
  const standings = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom(...decisions))

  test('is within reach of an organisation that is theirs, wanted, and told each person once', () => {
    fc.assert(
      fc.property(notices, subscribers, standings, (notice, people, standing) => {
        const told = whoIsTold(notice, people, (id) => standing[id] ?? null)
        expect(new Set(told.map(({ personId }) => personId)).size).toBe(told.length)
        for (const { personId, when, decision, organisationIds } of told) {
          const person = people.find((each) => each.personId === personId)
          const choice = person?.choice ?? null
          expect(choice?.level).not.toBe('none')
          if (choice === null) expect(person?.role).not.toBe('customer')
          if (choice?.level !== 'all') expect(notice.security).toBe(true)
          expect(organisationIds.length).toBeGreaterThan(0)
          expect(organisationIds.every((id) => person?.organisationIds.some((own) => own === id))).toBe(true)
          for (const id of organisationIds) {
            const theirs = standing[id]
            expect(theirs?.allowed === true || theirs?.reason === 'eula-required').toBe(true)
          }
          expect(organisationIds.map((id) => standing[id])).toContain(decision)
          if (notice.calm) expect(when).toBe('weekly')
          else if (notice.severity === 'critical') expect(when).toBe('at-once')
        }
      }),
    )
  })

  test('reaches everybody who wants all and may fetch it', () => {
    fc.assert(
      fc.property(notices, subscribers, (notice, people) => {
        const all = people.map((each) => ({ ...each, choice: { level: 'all', atOnce: 'security' } as const }))
        expect(whoIsTold(notice, all, () => allowed)).toHaveLength(all.length)
      }),
    )
  })
})

describe('choosing', () => {
  test('keeps what was chosen, and records it', async () => {
    const world = await createWorld()
    const bruno = await world.as('bruno')
    expect(await listNotices(bruno)).toMatchObject([
      { product: { id: 'folha' }, level: 'security', byDefault: true },
      { product: { id: 'gestor' }, level: 'security', byDefault: true },
    ])
    const choices = [{ product: 'gestor', level: 'all', atOnce: 'critical' }]
    expect(await chooseNotices(bruno, { choices })).toBe('changed')
    expect(await chooseNotices(bruno, { choices })).toBe('same')
    expect((await listNotices(bruno))[1]).toMatchObject({
      level: 'all',
      atOnce: 'critical',
      byDefault: false,
    })
    expect((await listNotices(await world.as('ana')))[1]).toMatchObject({ level: 'none', byDefault: true })
    const rows = await world.database.reader.select().from(events)
    expect(rows.map(({ type, subject }) => [type, subject])).toEqual([['notices.chosen', 'product:gestor']])
  })

  test('is for customers, of products that are theirs', async () => {
    const world = await createWorld()
    const of = async (who: 'carla' | 'eva', product: string, level = 'all'): Promise<unknown> =>
      chooseNotices(await world.as(who), { choices: [{ product, level, atOnce: 'security' }] })
    await expect(of('eva', 'gestor')).rejects.toMatchObject({ code: 'notices-not-yours' })
    await expect(of('carla', 'folha')).rejects.toMatchObject({ code: 'product-not-found' })
    await expect(of('carla', 'gestor', 'some')).rejects.toMatchObject({ kind: 'invalid' })
    await expect(listNotices(await world.as('eva'))).rejects.toMatchObject({ code: 'notices-not-yours' })
    const token = await world.as({ ...(await world.person('ana')), scopes: ['updates:read'] })
    await expect(listNotices(token)).rejects.toMatchObject({ code: 'notices-not-yours' })
  })
})
