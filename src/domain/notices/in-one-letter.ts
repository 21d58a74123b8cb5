import { together, withoutKnown } from './opened.ts'
import type { Tidings } from './types.ts'

/**
 * What one letter says of one thing that happened more than once: it is told once, and what is new is not told as
 * changed, as somebody's turn or as opened.
 * @param tidings the newest first
 */
export function inOneLetter(tidings: readonly Tidings[]): Tidings[] {
  const once = merged(tidings, sameThing)
  return merged(withoutNews(once), saysTheSame)
}

function merged(tidings: readonly Tidings[], areOne: (a: Tidings, b: Tidings) => boolean): Tidings[] {
  const kept: Tidings[] = []
  for (const each of tidings) {
    const at = kept.findIndex((other) => areOne(other, each))
    const other = kept[at]
    if (other) kept[at] = both(other, each)
    else kept.push(each)
  }
  return kept
}

/** What a release or an advisory is called; null: of a contract. */
function nameOf({ what, products }: Tidings): string | null {
  if ('tracking' in what) return what.tracking
  return 'version' in what ? releaseName(products, what.version) : null
}

function releaseName([product]: Tidings['products'], version: string): string {
  return `${product?.id}/${version}`
}

function idsOf({ organisations }: Tidings): string[] {
  return organisations.map(({ id }) => id)
}

/** One thing: a release whose turn came in stages, an advisory or a contract that was changed again. */
function sameThing(a: Tidings, b: Tidings): boolean {
  if (a.what.kind !== b.what.kind) return false
  if (a.what.kind === 'turn' || a.what.kind === 'advisory-change') return nameOf(a) === nameOf(b)
  return (
    a.what.kind === 'contract' &&
    a.products[0]?.id === b.products[0]?.id &&
    idsOf(a).join() === idsOf(b).join()
  )
}

/** Contracts of several organisations that are told in the same words. */
function saysTheSame(a: Tidings, b: Tidings): boolean {
  if (a.what.kind !== 'contract' || b.what.kind !== 'contract') return false
  const [said, other] = [a, b].map(({ products, what, right, maintenanceEnd }) =>
    JSON.stringify([products, what, right, maintenanceEnd]),
  )
  return said === other
}

/** Leaves out what the letter tells as new; where that is all of a contract, the news stands for it as well. */
function withoutNews(tidings: readonly Tidings[]): Tidings[] {
  const news = new Set(
    tidings.filter(({ what: { kind } }) => kind === 'release' || kind === 'advisory').map(nameOf),
  )
  const left = tidings.filter(
    (each) =>
      !((each.what.kind === 'turn' || each.what.kind === 'advisory-change') && news.has(nameOf(each))),
  )
  const standIns = new Map<Tidings, number[]>()
  const kept = left.flatMap((each) => {
    if (each.what.kind !== 'contract') return [each]
    const teller = (version: string): Tidings | undefined => left.find((other) => tells(other, version, each))
    const opened = withoutKnown(each.what.opened, (version) => teller(version) !== undefined)
    if (opened.length > 0) return [{ ...each, what: { ...each.what, opened } }]
    for (const { version } of each.what.opened) {
      const instead = teller(version)
      if (instead) standIns.set(instead, [...(standIns.get(instead) ?? []), ...each.eventIds])
    }
    return []
  })
  return kept.map((each) => {
    const more = standIns.get(each)
    return more ? { ...each, eventIds: [...new Set([...each.eventIds, ...more])] } : each
  })
}

/** Whether it tells of this version to all whose contract opened it. */
function tells(each: Tidings, version: string, contract: Tidings): boolean {
  const { kind } = each.what
  if (kind !== 'release' && kind !== 'turn') return false
  const told = idsOf(each)
  return (
    nameOf(each) === releaseName(contract.products, version) &&
    idsOf(contract).every((id) => told.includes(id))
  )
}

/** @param first the newer one, whose words hold */
function both(first: Tidings, second: Tidings): Tidings {
  const organisations = [...first.organisations, ...second.organisations]
  // What may be fetched is worth more than what is still to be done for it.
  const { right, maintenanceEnd } = !first.right.allowed && second.right.allowed ? second : first
  return {
    ...first,
    ...{ right, maintenanceEnd },
    eventIds: [...new Set([...first.eventIds, ...second.eventIds])],
    what: bothWhats(first.what, second.what),
    organisations: [...new Map(organisations.map((each) => [each.id, each])).values()],
  }
}

function bothWhats(first: Tidings['what'], second: Tidings['what']): Tidings['what'] {
  if (first.kind === 'contract' && second.kind === 'contract')
    return { ...first, opened: together(first.opened, second.opened) }
  if (!('changes' in first && 'changes' in second)) return first
  const numbers = first.changes.map(({ number }) => number)
  const missing = second.changes.filter(({ number }) => !numbers.includes(number))
  return { ...first, changes: [...missing, ...first.changes] }
}
