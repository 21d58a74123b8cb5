import {
  type Advisory,
  type AdvisoryStatement,
  isAdvisoryOut,
  maySeeAdvisory,
  readerOf,
} from '../advisories/index.ts'
import { type Listener, type Matter, type Names, toldTo } from './matter.ts'
import type { NoticeRow } from './notices-store.ts'
import type { Tidings, What } from './types.ts'
import type { Notice, StandingOf, Told } from './who-is-told.ts'

export type AdvisoryMeans = {
  now: number
  /** Products by organisation, of contracts that hold. */
  covered: ReadonlyMap<string, ReadonlySet<string>>
  names: Names
}

/** An advisory that came out, was changed or withdrawn. */
export function advisoryMatter(row: NoticeRow, advisory: Advisory, means: AdvisoryMeans): Matter {
  const withdrawn = advisory.status === 'withdrawn'
  const gone = advisory.publishedAt === null || (row.kind !== 'advisory-withdrawal' && withdrawn)
  return {
    row,
    outAt: gone ? null : Math.max(row.dueAt, advisory.publishedAt ?? 0),
    productIds: advisory.statements.map(({ productId }) => productId),
    tell: (listener) => (gone ? [] : tell(listener, row, advisory, means)),
  }
}

function noticeOf(
  row: NoticeRow,
  { severity }: Advisory,
  { reader, knows }: Listener,
  { productId: product, status }: AdvisoryStatement,
): Notice {
  const calm = row.kind === 'advisory-withdrawal' || status === 'not-affected'
  const known = row.kind === 'advisory-change' && reader.organisationIds.some((id) => knows(row.subject, id))
  return { product, security: true, severity, calm, known }
}

/**
 * How an organisation stands to what an advisory says of one product: who has it is concerned; where none of theirs has,
 * whoever chose to hear of it, for their own organisation.
 */
function standing(
  { reader, choiceOf }: Listener,
  { tlp, organisations }: Advisory,
  { covered }: AdvisoryMeans,
  product: string,
): StandingOf {
  const has = (id: string): boolean => covered.get(id)?.has(product) ?? false
  const forAll = tlp === 'clear' || tlp === 'green'
  const chosen = forAll && choiceOf(product) !== null && !reader.organisationIds.some(has)
  return (id) => {
    const theirs =
      tlp === 'red' ? organisations.includes(id) : has(id) || (chosen && id === reader.organisationId)
    return theirs ? { allowed: true, reason: 'advisory', tlp } : null
  }
}

function tell(listener: Listener, row: NoticeRow, advisory: Advisory, means: AdvisoryMeans): Tidings[] {
  const { reader } = listener
  const products = reader.organisationIds.flatMap((id) => [...(means.covered.get(id) ?? [])])
  if (!isAdvisoryOut(advisory, means.now)) return []
  if (!maySeeAdvisory(readerOf(reader, products), advisory, means.now)) return []
  const each = advisory.statements.flatMap((statement): [string, Told, boolean][] => {
    const { productId, status } = statement
    const standingOf = standing(listener, advisory, means, productId)
    const notice = noticeOf(row, advisory, listener, statement)
    const one = toldTo(listener, notice, reader.organisationIds, standingOf)
    return one ? [[productId, one, status === 'not-affected']] : []
  })
  // That another product is not affected is said only where none of theirs is.
  const affected = each.filter(([, , safe]) => !safe)
  const told = affected.length > 0 ? affected : each
  const [first] = told
  if (!first) return []
  const organisationIds = [...new Set(told.flatMap(([, one]) => one.organisationIds))]
  const productIds = told.map(([id]) => id)
  return [
    {
      eventIds: [row.eventId],
      at: row.dueAt,
      when: told.some(([, { when }]) => when === 'at-once') ? 'at-once' : 'weekly',
      what: whatOf(row, advisory, productIds),
      products: productIds.map((id) => ({ id, name: means.names.product(id) })),
      organisations: organisationIds.map((id) => ({ id, name: means.names.organisation(id) })),
      right: first[1].decision,
      maintenanceEnd: null,
    },
  ]
}

function whatOf(row: NoticeRow, advisory: Advisory, productIds: readonly string[]): What {
  const { tracking, tlp, severity, cve, revisions } = advisory
  const red = tlp === 'red'
  const title = red ? null : advisory.title
  if (row.kind === 'advisory-withdrawal') {
    const reason = red ? null : (revisions.at(-1)?.summary ?? null)
    return { kind: 'advisory-withdrawal', tracking, title, reason }
  }
  const theirs = advisory.statements.filter(({ productId }) => productIds.includes(productId))
  const changed = row.kind === 'advisory-change'
  return {
    kind: changed ? 'advisory-change' : 'advisory',
    ...{ tracking, tlp, severity, title },
    cve: red ? null : cve,
    mended: theirs.flatMap(({ productName, fixedVersion }) =>
      fixedVersion === null || red ? [] : [{ product: productName, version: fixedVersion }],
    ),
    notAffected: theirs.every(({ status }) => status === 'not-affected'),
    // A revision and its event are written at one moment.
    changes: changed && !red ? revisions.filter(({ at }) => at === row.dueAt) : [],
  }
}
