import type { Context, Person, Transaction } from '../shared/index.ts'
import { answeringAfter, choicesAmong, choosersAfter, readersOf } from './audience-store.ts'
import { inOneLetter } from './in-one-letter.ts'
import type { Listener } from './matter.ts'
import { mattersOf, withOwnFixes } from './matters.ts'
import type { NoticeRow } from './notices-store.ts'
import { insertTold, type NewTold, toldAmong, toldOrganisations } from './told-store.ts'
import type { Tidings, ToldPerson } from './types.ts'

/** Puts the letters of a page of people into the outbox, in the transaction that notes who was told. */
export type PutLetters = (
  tx: Transaction,
  eventId: number,
  pace: Tidings['when'],
  told: readonly ToldPerson[],
) => Promise<void>

export type Found = { reader: Person; tidings: Tidings[] }

const pageSize = 100
/** Of all that a page's people speak for: partners may look after hundreds of organisations. */
const mostOrganisations = 2000
const mostTidings = 40

/**
 * Who may have to be told, in their order: those who chose it and those whose role is told unasked.
 * @param productIds null: of whichever product
 * @returns `next`: where the page after begins; null: this was the last
 */
export async function peopleAfter(
  ctx: Context,
  productIds: readonly string[] | null,
  after: string,
): Promise<{ readers: Person[]; next: string | null }> {
  const found = await Promise.all([
    answeringAfter(ctx.db, after, pageSize),
    ...(productIds ?? [null]).map((id) => choosersAfter(ctx.db, id, after, pageSize)),
  ])
  const ids = [...new Set(found.flat())].toSorted((a, b) => (a < b ? -1 : 1)).slice(0, pageSize)
  const all = await readersOf(ctx.db, ids)
  const readers = inReach(all)
  if (readers.length < all.length) return { readers, next: readers.at(-1)?.id ?? null }
  return { readers, next: ids.length === pageSize ? (ids.at(-1) ?? null) : null }
}

/** The first of them, at least one, whose rights can be asked for together. */
export function inReach(readers: readonly Person[]): Person[] {
  let organisations = 0
  const end = readers.findIndex(({ organisationIds }, at) => {
    organisations += organisationIds.length
    return at > 0 && organisations > mostOrganisations
  })
  return readers.slice(0, end < 0 ? readers.length : end)
}

/** What each of these people is told of the notices now, as {@link tidingsAmong}, as one letter says it. */
export async function tidingsFor(...asked: Parameters<typeof tidingsAmong>): Promise<Found[]> {
  return inLetters(await tidingsAmong(...asked))
}

/** People who are told of nothing get no letter. */
export function inLetters(found: readonly Found[]): Found[] {
  return found
    .map(({ reader, tidings }) => ({ reader, tidings: inOneLetter(tidings) }))
    .filter(({ tidings }) => tidings.length > 0)
}

/**
 * What each of these people is told of the notices now, but for what they were told before.
 * @param but what this letter told does not count: it is about to be written anew
 */
export async function tidingsAmong(
  ctx: Context,
  rows: readonly NoticeRow[],
  readers: readonly Person[],
  but: number | null = null,
): Promise<Found[]> {
  const matters = await mattersOf(ctx, rows, readers)
  const ids = readers.map(({ id }) => id)
  const eventIds = rows.map(({ eventId }) => eventId)
  const subjects = [...new Set(rows.map(({ subject }) => subject))]
  const choices = await choicesAmong(ctx.db, ids)
  const told = await toldAmong(ctx.db, ids, eventIds, but)
  const known = await toldOrganisations(ctx.db, ids, subjects, but)
  return readers.map((reader) => {
    const listener: Listener = {
      reader,
      choiceOf: (productId) => choices.get(`${reader.id}/${productId}`) ?? null,
      knows: (subject, organisationId) => known.has(`${reader.id}/${subject}/${organisationId}`),
    }
    const untold = matters.filter(({ row }) => !told.has(`${reader.id}/${row.eventId}`))
    return { reader, tidings: untold.flatMap((matter) => matter.tell(listener)) }
  })
}

const isGrave = ({ what }: Tidings): boolean =>
  'severity' in what && (what.severity === 'critical' || what.severity === 'high')

/** Of more than a letter holds: what is grave, then what is newer, in the order they have. */
function mostOf(tidings: readonly Tidings[]): Tidings[] {
  const weighed = tidings.toSorted((one, other) => Number(isGrave(other)) - Number(isGrave(one)))
  const kept = new Set(weighed.slice(0, mostTidings))
  return tidings.filter((each) => kept.has(each))
}

/** As a letter tells it: so many things, and of tickets only the reader's. */
export async function lettersOf(ctx: Context, found: readonly Found[]): Promise<ToldPerson[]> {
  const shown = found.map(({ reader, tidings }) => ({ reader, tidings: mostOf(tidings) }))
  const own = await withOwnFixes(ctx, shown)
  return own.map(({ reader, tidings }, at) => {
    return { reader, tidings, more: (found[at]?.tidings.length ?? 0) - tidings.length }
  })
}

/** Notes who is told of what, also of what the letter leaves out. */
export async function noteTold(
  ctx: Context,
  tx: Transaction,
  letterEventId: number,
  pace: Tidings['when'],
  found: readonly Found[],
): Promise<Set<string>> {
  const rows = found.flatMap(({ reader, tidings }): NewTold[] => {
    const byEvent = Map.groupBy(
      tidings.flatMap((each) => each.eventIds.map((eventId) => ({ eventId, ...each }))),
      ({ eventId }) => eventId,
    )
    // A contract is of several products.
    return [...byEvent].map(([eventId, told]) => ({
      personId: reader.id,
      ...{ eventId, pace, letterEventId },
      organisationIds: idsIn(told.flatMap(({ organisations }) => organisations)),
      productIds: idsIn(told.flatMap(({ products }) => products)),
      at: ctx.now,
    }))
  })
  return insertTold(tx, rows)
}

function idsIn(named: readonly { id: string }[]): string[] {
  return [...new Set(named.map(({ id }) => id))]
}
