import type { Context, Person, Transaction } from '../shared/index.ts'
import { answeringAfter, choicesAmong, choosersAfter, readersOf } from './audience-store.ts'
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

type Found = { reader: Person; tidings: Tidings[] }

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
  const readers = await readersOf(ctx.db, ids)
  let organisations = 0
  for (const [at, { organisationIds }] of readers.entries()) {
    organisations += organisationIds.length
    if (at > 0 && organisations > mostOrganisations)
      return { readers: readers.slice(0, at), next: readers[at - 1]?.id ?? null }
  }
  return { readers, next: ids.length === pageSize ? (ids.at(-1) ?? null) : null }
}

/**
 * What each of these people is told of the notices now, but for what they were told before.
 * @param but what this letter told does not count: it is about to be written anew
 */
export async function tidingsFor(
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
  const found = readers.map((reader) => {
    const listener: Listener = {
      reader,
      choiceOf: (productId) => choices.get(`${reader.id}/${productId}`) ?? null,
      knows: (subject, organisationId) => known.has(`${reader.id}/${subject}/${organisationId}`),
    }
    const untold = matters.filter(({ row }) => !told.has(`${reader.id}/${row.eventId}`))
    return { reader, tidings: withoutTurns(untold.flatMap((matter) => matter.tell(listener) ?? [])) }
  })
  return found.filter(({ tidings }) => tidings.length > 0)
}

/** A release that is told of as new needs not be told of as one whose turn has come. */
function withoutTurns(tidings: Tidings[]): Tidings[] {
  const fresh = new Set(tidings.flatMap((each) => (each.what.kind === 'release' ? releaseIn(each) : [])))
  return tidings.filter((each) => each.what.kind !== 'turn' || !fresh.has(releaseIn(each)))
}

function releaseIn({ what, products }: Tidings): string {
  return `${products[0]?.id}/${'version' in what ? what.version : ''}`
}

/** As a letter tells it: so many things, and of tickets only the reader's. */
export async function lettersOf(ctx: Context, found: readonly Found[]): Promise<ToldPerson[]> {
  const letters: ToldPerson[] = []
  for (const { reader, tidings } of found) {
    const shown = await withOwnFixes(ctx, reader, tidings.slice(0, mostTidings))
    letters.push({ reader, tidings: shown, more: tidings.length - shown.length })
  }
  return letters
}

/** Notes who is told of what, also of what the letter leaves out. */
export async function noteTold(
  ctx: Context,
  tx: Transaction,
  letterEventId: number,
  pace: Tidings['when'],
  found: readonly Found[],
): Promise<Set<string>> {
  const rows: NewTold[] = found.flatMap(({ reader, tidings }) =>
    tidings.map(({ eventId, organisations, products }) => ({
      personId: reader.id,
      ...{ eventId, pace, letterEventId },
      organisationIds: organisations.map(({ id }) => id),
      productIds: products.map(({ id }) => id),
      at: ctx.now,
    })),
  )
  return insertTold(tx, rows)
}
