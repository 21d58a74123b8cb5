import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  compareVersions,
  decide,
  isVisible,
  parseVersion,
  pathFrom,
  sortKeyOf,
  type Terms,
} from '#domain/releases/index.ts'

const day = 86_400_000
const now = Date.UTC(2026, 10, 24)
const terms: Terms = {
  organisationId: 'o',
  productId: 'gestor',
  contractId: 'c',
  startsAt: Date.UTC(2025, 0, 1),
  suspendedAt: null,
  endsAt: null,
  maintenanceEnd: '2026-06-30',
  channel: 'stable',
}
const release = {
  status: 'published',
  channel: 'stable',
  publishedAt: Date.UTC(2026, 3, 13),
  embargoUntil: null,
  freeForAll: false,
} as const

test.each([
  ['within maintenance', terms, release, 'maintenance'],
  ['on the last day', terms, { ...release, publishedAt: Date.UTC(2026, 5, 30, 23, 59) }, 'maintenance'],
  ['a minute after it', terms, { ...release, publishedAt: Date.UTC(2026, 6, 1) }, 'maintenance-ended'],
  ['without an end', { ...terms, maintenanceEnd: null }, { ...release, publishedAt: now }, 'maintenance'],
  ['no contract', null, release, 'no-contract'],
  ['not begun', { ...terms, startsAt: now + day }, release, 'contract-not-begun'],
  ['ended', { ...terms, endsAt: now }, release, 'no-contract'],
  ['to end', { ...terms, endsAt: now + 1 }, release, 'maintenance'],
  ['suspended', { ...terms, suspendedAt: now - day }, release, 'contract-suspended'],
  ['withdrawn', terms, { ...release, status: 'yanked' }, 'withdrawn'],
  ['for everybody', null, { ...release, freeForAll: true }, 'free-for-all'],
] as const)('a release %s', (_name, line, facts, reason) => {
  expect(decide(line, facts, now).reason).toBe(reason)
})

test('a release is seen from its publication, after its embargo, in its channel', () => {
  expect(isVisible(terms, release, now)).toBe(true)
  expect(isVisible(terms, { ...release, publishedAt: now + 1 }, now)).toBe(false)
  expect(isVisible(terms, { ...release, embargoUntil: now + 1 }, now)).toBe(false)
  expect(isVisible(terms, { ...release, embargoUntil: now }, now)).toBe(true)
  expect(isVisible(terms, { ...release, channel: 'beta' }, now)).toBe(false)
  expect(isVisible({ ...terms, channel: 'beta' }, { ...release, channel: 'rc' }, now)).toBe(true)
  expect(isVisible(null, release, now)).toBe(false)
})

const version = fc
  .tuple(fc.nat(30), fc.nat(30), fc.nat(30), fc.option(fc.constantFrom('rc.1', 'rc.2', 'rc.10', 'beta.3')))
  .map(([a, b, c, pre]) => `${a}.${b}.${c}${pre === null ? '' : `-${pre}`}`)

test('sort keys order as the versions do', () => {
  fc.assert(
    fc.property(version, version, (a, b) => {
      const [x, y] = [sortKeyOf(a), sortKeyOf(b)]
      expect(Math.sign(compareVersions(a, b))).toBe(x < y ? -1 : x > y ? 1 : 0)
    }),
  )
})

test('a version is read as people write it', () => {
  expect(parseVersion('7.4')).toBe('7.4.0')
  expect(parseVersion('7.4.2')).toBe('7.4.2')
  expect(parseVersion('latest')).toBeNull()
})

test('a path rises, ends at the best that is allowed, and skips no required step nor passes a closed one', () => {
  const step = fc.record({ required: fc.boolean(), allowed: fc.boolean(), yanked: fc.boolean() })
  fc.assert(
    fc.property(
      fc.uniqueArray(version, { maxLength: 12 }),
      fc.array(step, { minLength: 12, maxLength: 12 }),
      version,
      (versions, flags, from) => {
        const all = versions.map((each, at) => ({ version: each, ...(flags[at] as (typeof flags)[number]) }))
        const path = pathFrom(from, all)
        const ahead = all.filter((each) => !each.yanked && compareVersions(each.version, from) > 0)
        for (const [at, each] of path.entries()) {
          expect(each.allowed && !each.yanked).toBe(true)
          expect(compareVersions(each.version, path[at - 1]?.version ?? from)).toBe(1)
        }
        const last = path.at(-1)
        const passed = ahead.filter((each) => last && compareVersions(each.version, last.version) <= 0)
        for (const each of passed.filter(({ required }) => required)) expect(path).toContain(each)
        const closed = (each: (typeof all)[number]): boolean =>
          ahead.some(
            (wall) => wall.required && !wall.allowed && compareVersions(wall.version, each.version) <= 0,
          )
        const better = ahead.filter(
          (each) =>
            each.allowed && !closed(each) && (!last || compareVersions(each.version, last.version) > 0),
        )
        expect(better).toEqual([])
      },
    ),
  )
})
