import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  compareVersions,
  decide,
  isVisible,
  parseVersion,
  pathFrom,
  type ReleaseFacts,
  rolloutPlace,
  type Standing,
  satisfies,
  sortKeyOf,
  type Terms,
} from '#domain/releases/index.ts'

type PathStep = Parameters<typeof pathFrom>[1][number]

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
  graceDays: 0,
  channel: 'stable',
}
const release: ReleaseFacts = {
  id: 'r',
  status: 'published',
  kind: 'cumulative',
  channel: 'stable',
  publishedAt: Date.UTC(2026, 3, 13),
  embargoUntil: null,
  freeForAll: false,
  exclusive: false,
  rolloutPercent: 100,
}
const standing: Standing = { terms, named: false, requested: false, openEula: null }
const july = { ...release, publishedAt: Date.UTC(2026, 6, 1) }

type Case = [name: string, terms: Partial<Terms> | null, facts: Partial<ReleaseFacts>, reason: string]

test.each<Case>([
  ['within maintenance', {}, {}, 'maintenance'],
  ['on the last day', {}, { publishedAt: Date.UTC(2026, 5, 30, 23, 59) }, 'maintenance'],
  ['a minute after it', {}, { publishedAt: Date.UTC(2026, 6, 1) }, 'maintenance-ended'],
  ['in the days of grace', { graceDays: 1 }, { publishedAt: Date.UTC(2026, 6, 1, 23) }, 'grace'],
  ['after the days of grace', { graceDays: 1 }, { publishedAt: Date.UTC(2026, 6, 2) }, 'maintenance-ended'],
  ['without an end', { maintenanceEnd: null }, { publishedAt: now }, 'maintenance'],
  ['no contract', null, {}, 'no-contract'],
  ['not begun', { startsAt: now + day }, {}, 'contract-not-begun'],
  ['ended', { endsAt: now }, {}, 'contract-ended'],
  ['to end', { endsAt: now + 1 }, {}, 'maintenance'],
  ['suspended', { suspendedAt: now - day }, {}, 'contract-suspended'],
  ['withdrawn', {}, { status: 'yanked' }, 'withdrawn'],
  ['for everybody', null, { freeForAll: true }, 'free-for-all'],
  ['security, after maintenance', {}, { kind: 'security', publishedAt: now }, 'security-fix'],
  ['security, after the contract', { endsAt: now - day }, { kind: 'security' }, 'security-fix'],
  ['security, suspended', { suspendedAt: now - day }, { kind: 'security' }, 'contract-suspended'],
  ['security, no contract', null, { kind: 'security' }, 'no-contract'],
  ['rolled out to nobody yet', {}, { rolloutPercent: 0 }, 'rollout-waiting'],
  ['security, rolled out to nobody', {}, { kind: 'security', rolloutPercent: 0 }, 'security-fix'],
])('a release %s', (_name, line, facts, reason) => {
  const how = { ...standing, terms: line && { ...terms, ...line } }
  expect(decide(how, { ...release, ...facts }, now).reason).toBe(reason)
})

test('a refusal says when maintenance ended and which revision of the licence is open', () => {
  expect(decide(standing, july, now)).toMatchObject({ date: '2026-06-30' })
  const open = { ...standing, openEula: 3 }
  expect(decide(open, release, now)).toEqual({ allowed: false, reason: 'eula-required', revision: 3 })
  // What is not theirs for another reason is told before what they could accept.
  expect(decide(open, july, now).reason).toBe('maintenance-ended')
})

test('whoever asks for a release gets it before their turn', () => {
  const asked = { ...standing, requested: true }
  expect(decide(asked, { ...release, rolloutPercent: 0 }, now).reason).toBe('maintenance')
})

test('a rollout reaches its share, keeps whom it reached, and favours nobody over the releases', () => {
  const places = Array.from({ length: 2000 }, (_, at) => rolloutPlace(`organisation-${at}`, 'release'))
  const share = (percent: number): number => places.filter((place) => place < percent).length / places.length
  for (const percent of [10, 25, 50, 90]) expect(Math.abs(share(percent) - percent / 100)).toBeLessThan(0.04)
  const mine = Array.from({ length: 2000 }, (_, at) => rolloutPlace('one', `release-${at}`))
  expect(Math.abs(mine.reduce((sum, place) => sum + place, 0) / mine.length - 49.5)).toBeLessThan(3)
  fc.assert(
    fc.property(fc.string(), fc.string(), (organisation, id) => {
      const place = rolloutPlace(organisation, id)
      expect(place).toBe(rolloutPlace(organisation, id))
      expect(place >= 0 && place < 100).toBe(true)
    }),
  )
})

test('a release is seen from its publication, after its embargo, in its channel', () => {
  expect(isVisible(standing, release, now)).toBe(true)
  expect(isVisible(standing, { ...release, publishedAt: now + 1 }, now)).toBe(false)
  expect(isVisible(standing, { ...release, embargoUntil: now + 1 }, now)).toBe(false)
  expect(isVisible(standing, { ...release, embargoUntil: now }, now)).toBe(true)
  expect(isVisible(standing, { ...release, channel: 'beta' }, now)).toBe(false)
  const beta = { ...standing, terms: { ...terms, channel: 'beta' as const } }
  expect(isVisible(beta, { ...release, channel: 'rc' }, now)).toBe(true)
  expect(isVisible({ ...standing, terms: null }, release, now)).toBe(false)
})

test('an exclusive release is seen by whom it names alone, even where it is free', () => {
  const exclusive = { ...release, exclusive: true }
  expect(isVisible(standing, exclusive, now)).toBe(false)
  expect(isVisible(standing, { ...exclusive, freeForAll: true }, now)).toBe(false)
  expect(isVisible({ ...standing, named: true }, exclusive, now)).toBe(true)
  expect(isVisible({ ...standing, named: true, terms: null }, exclusive, now)).toBe(false)
})

/** Also such as are made of a day or a moment. */
const number = fc.oneof(
  fc.nat(30),
  fc.integer({ min: 99_999_997, max: 100_000_003 }),
  fc.constantFrom(20_261_127, 20_261_127_093_000, 20_261_127_093_001),
)
const version = fc
  .tuple(number, number, number, fc.option(fc.tuple(fc.constantFrom('rc.', 'beta.', 'beta1.', ''), number)))
  .map(([a, b, c, pre]) => `${a}.${b}.${c}${pre === null ? '' : `-${pre.join('')}`}`)

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

const core = fc.tuple(fc.nat(3), fc.nat(4), fc.nat(4)).map((parts) => parts.join('.'))
const steps = fc.uniqueArray(
  fc.record({
    version: core,
    required: fc.boolean(),
    requires: fc.option(core),
    appliesTo: fc.option(core.map((floor) => `>=${floor}`)),
    allowed: fc.boolean(),
    yanked: fc.boolean(),
  }),
  { maxLength: 9, selector: ({ version: each }) => each },
)

/** Whether one may go from a version to a step in one go: nothing required between, and it installs over it. */
function canGo(all: readonly PathStep[], from: string, to: PathStep): boolean {
  const between = all.some(
    (each) =>
      each.required &&
      !each.yanked &&
      compareVersions(each.version, from) > 0 &&
      compareVersions(each.version, to.version) < 0,
  )
  const floor = to.requires === null || compareVersions(from, to.requires) >= 0
  const range = to.appliesTo === null || satisfies(from, to.appliesTo)
  return !between && floor && range && to.allowed && !to.yanked && compareVersions(to.version, from) > 0
}

/** Every way there is, tried: the highest version reached and the fewest steps to it. */
function tryAll(all: readonly PathStep[], from: string): { best: string; fewest: number } {
  let found = { best: from, fewest: 0 }
  const walk = (at: string, count: number): void => {
    const order = compareVersions(at, found.best)
    if (order > 0 || (order === 0 && count < found.fewest)) found = { best: at, fewest: count }
    for (const each of all) if (canGo(all, at, each)) walk(each.version, count + 1)
  }
  walk(from, 0)
  return found
}

test('a path is one that can be gone, to the highest version that any way leads to, in the fewest steps', () => {
  fc.assert(
    fc.property(steps, core, (all, from) => {
      const path = pathFrom(from, all)
      for (const [at, each] of path.entries()) {
        expect(canGo(all, path[at - 1]?.version ?? from, each)).toBe(true)
      }
      const { best, fewest } = tryAll(all, from)
      expect([path.at(-1)?.version ?? from, path.length]).toEqual([best, fewest])
    }),
  )
})

test('the way of the example: from 7.2.0 over the required 7.3.0 to 7.4.2', () => {
  const each = (version: string, more: object = {}): PathStep => ({
    version,
    required: false,
    requires: null,
    appliesTo: null,
    allowed: true,
    yanked: false,
    ...more,
  })
  const all = [each('7.4.2', { requires: '7.3.0' }), each('7.3.0', { required: true }), each('7.2.5')]
  expect(pathFrom('7.2.0', all).map(({ version: step }) => step)).toEqual(['7.3.0', '7.4.2'])
})
