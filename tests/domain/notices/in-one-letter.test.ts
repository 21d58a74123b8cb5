import { describe, expect, test } from 'vitest'
import { inOneLetter } from '#domain/notices/in-one-letter.ts'
import type { Tidings, What } from '#domain/notices/types.ts'

const named = (id: string): { id: string; name: string } => ({ id, name: id })
const opened = (...versions: string[]): What => ({
  kind: 'contract',
  opened: versions.map((version) => ({ version, channel: version.includes('beta') ? 'beta' : 'stable' })),
})
const release = (version: string, kind: 'release' | 'turn' = 'release'): What => ({
  ...{ kind, version, releaseKind: 'full', severity: null, cves: [], fixes: [] },
})
function tell(id: number, what: What, organisations = ['a'], more: Partial<Tidings> = {}): Tidings {
  return {
    ...{ eventIds: [id], at: id, when: 'weekly', what, products: [named('gestor')] },
    organisations: organisations.map(named),
    right: { allowed: true, reason: 'maintenance' },
    maintenanceEnd: '2027-06-30',
    ...more,
  }
}
/** What a letter says, as `what: organisations`, with the events that it stands for. */
const said = (tidings: readonly Tidings[]): string[] =>
  inOneLetter(tidings).map(({ what, organisations, eventIds }) => {
    const name = what.kind === 'contract' ? what.opened.map(({ version }) => version).join('+') : what.kind
    return `${name}: ${organisations.map(({ id }) => id).join()} (${eventIds.join()})`
  })

describe('in one letter', () => {
  test('turns of one release are one, of all whose turn it is', () => {
    const turns = [tell(2, release('1.0.0', 'turn'), ['b']), tell(1, release('1.0.0', 'turn'), ['a'])]
    expect(said(turns)).toEqual(['turn: b,a (2,1)'])
    expect(said([...turns, tell(3, release('1.1.0', 'turn'))])).toHaveLength(2)
  })

  test('with what may be fetched before what a licence has to be accepted for', () => {
    const right = { allowed: false, reason: 'eula-required', revision: 1 } as const
    const waiting = tell(2, release('1.0.0', 'turn'), ['b'], { right, maintenanceEnd: null })
    expect(inOneLetter([waiting, tell(1, release('1.0.0', 'turn'))])).toMatchObject([
      { right: { allowed: true }, organisations: [{ id: 'b' }, { id: 'a' }] },
    ])
  })

  test('changes of one contract name each version once, the newest first', () => {
    expect(
      said([tell(2, opened('2.0.0-beta.1')), tell(1, opened('2.0.0-beta.1', '1.10.0', '1.9.0'))]),
    ).toEqual(['2.0.0-beta.1+1.10.0+1.9.0: a (2,1)'])
    expect(said([tell(2, opened('1.9.0')), tell(1, opened('1.10.0'))])).toEqual(['1.10.0+1.9.0: a (2,1)'])
  })

  test('contracts of several organisations are one where all that is said of them is the same', () => {
    const [a, b] = [tell(2, opened('1.1.0', '1.0.0'), ['a']), tell(1, opened('1.1.0', '1.0.0'), ['b'])]
    expect(said([a, b])).toEqual(['1.1.0+1.0.0: a,b (2,1)'])
    expect(said([a, { ...b, maintenanceEnd: '2026-12-31' }])).toHaveLength(2)
    expect(said([a, { ...b, what: opened('1.1.0') }])).toHaveLength(2)
    // Also where one of them was changed twice.
    expect(said([tell(3, opened('1.0.0'), ['a']), b, a])).toEqual(['1.1.0+1.0.0: a,b (3,2,1)'])
  })

  test('what a contract opens is not told again where it is news, channel by channel', () => {
    const both = tell(2, opened('2.0.0-beta.1', '1.1.0', '1.0.0'))
    expect(said([tell(1, release('1.1.0')), both])).toEqual(['release: a (1)', '2.0.0-beta.1: a (2)'])
    expect(said([tell(1, release('2.0.0-beta.1')), both])).toEqual(['release: a (1)', '1.1.0+1.0.0: a (2)'])
    expect(said([both, tell(1, release('1.1.0', 'turn'), ['b'])])).toHaveLength(2)
    // It stands for the contract too: without it, what the contract opened would be left to tell.
    expect(said([tell(1, release('1.1.0', 'turn')), tell(2, opened('1.1.0', '1.0.0'))])).toEqual([
      'turn: a (1,2)',
    ])
  })
})
