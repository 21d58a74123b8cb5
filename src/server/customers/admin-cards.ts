import { allProducts, listStaff } from '#domain/accounts/index.ts'
import { countReleases } from '#domain/releases/index.ts'
import { type Context, isAdministrator } from '#domain/shared/index.ts'
import { listCalendars, listLevels } from '#domain/sla/index.ts'
import { allFields, allLabels, allQueues, allRequestTypes, allTeams } from '#domain/tickets/index.ts'
import { type CardName, cardNames } from './admin-places.ts'

/** A place of the administration, and how many of its things there are; null: that is not said. */
export type Card = { name: CardName; count: number | null }

type Counts = Partial<Record<CardName, number | null>>

const inUse = (things: readonly { archivedAt: number | null }[]): number =>
  things.filter(({ archivedAt }) => archivedAt === null).length

/** The places that whoever asks may enter, with how much is in each. */
export async function adminCards(ctx: Context): Promise<Card[]> {
  const administrator = isAdministrator(ctx.actor)
  const [some, more] = await Promise.all([countsOfAll(ctx), administrator ? countsOfHouse(ctx) : {}])
  const counts: Counts = { ...some, ...more }
  return cardNames(administrator).map((name) => ({ name, count: counts[name] ?? null }))
}

async function countsOfAll(ctx: Context): Promise<Counts> {
  const [calendars, levels, { drafts }] = await Promise.all([
    listCalendars(ctx),
    listLevels(ctx),
    countReleases(ctx),
  ])
  // Only what is to be done about releases is told.
  return { calendars: calendars.length, levels: levels.length, releases: drafts || null }
}

async function countsOfHouse(ctx: Context): Promise<Counts> {
  const [products, { people }, queues, teams, labels, fields, types] = await Promise.all([
    allProducts(ctx.db),
    listStaff(ctx),
    allQueues(ctx.db),
    allTeams(ctx.db),
    allLabels(ctx.db),
    allFields(ctx.db),
    allRequestTypes(ctx.db),
  ])
  return {
    products: products.length,
    people: people.filter(({ disabledAt }) => disabledAt === null).length,
    queues: queues.length,
    teams: inUse(teams),
    labels: labels.length,
    fields: inUse(fields),
    'request-types': inUse(types),
  }
}
