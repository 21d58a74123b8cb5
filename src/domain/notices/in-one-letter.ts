import type { Tidings } from './types.ts'

/** What one letter says of one thing that happened more than once: it is told once, and what is new is not told as changed. */
export function inOneLetter(tidings: readonly Tidings[]): Tidings[] {
  const fresh = new Set(tidings.flatMap((each) => (isFresh(each) ? nameOf(each) : [])))
  const kept: Tidings[] = []
  for (const each of tidings) {
    if (!isFresh(each) && isNews(each, fresh)) continue
    const at = kept.findIndex((other) => sameThing(other, each))
    const other = kept[at]
    if (other) kept[at] = both(other, each)
    else kept.push(each)
  }
  return kept
}

function isFresh({ what: { kind } }: Tidings): boolean {
  return kind === 'release' || kind === 'advisory'
}

function nameOf({ what, products }: Tidings, version = 'version' in what ? what.version : ''): string {
  return 'tracking' in what ? what.tracking : `${products[0]?.id}/${version}`
}

/** Whether the letter tells of the same as new. */
function isNews(each: Tidings, fresh: ReadonlySet<string>): boolean {
  const { what } = each
  if (what.kind === 'contract') return fresh.has(nameOf(each, what.newest[0]))
  return (what.kind === 'turn' || what.kind === 'advisory-change') && fresh.has(nameOf(each))
}

function sameThing(a: Tidings, b: Tidings): boolean {
  if (a.what.kind === 'advisory-change' && b.what.kind === 'advisory-change')
    return a.what.tracking === b.what.tracking
  return (
    a.what.kind === 'contract' &&
    b.what.kind === 'contract' &&
    nameOf(a, a.what.newest.join()) === nameOf(b, b.what.newest.join()) &&
    (a.what.older === b.what.older || a.organisations[0]?.id === b.organisations[0]?.id)
  )
}

/** @param first the newer one, whose words hold */
function both(first: Tidings, second: Tidings): Tidings {
  const { what } = first
  const before = 'changes' in second.what ? second.what.changes : []
  const numbers = 'changes' in what ? what.changes.map(({ number }) => number) : []
  const missing = before.filter(({ number }) => !numbers.includes(number))
  const organisations = [...first.organisations, ...second.organisations]
  return {
    ...first,
    eventIds: [...new Set([...first.eventIds, ...second.eventIds])],
    what: 'changes' in what ? { ...what, changes: [...missing, ...what.changes] } : what,
    organisations: [...new Map(organisations.map((each) => [each.id, each])).values()],
  }
}
