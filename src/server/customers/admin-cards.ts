import { allProducts, listStaff } from '#domain/accounts/index.ts'
import { countReleases } from '#domain/releases/index.ts'
import { type Context, isAdministrator } from '#domain/shared/index.ts'
import { listCalendars, listLevels } from '#domain/sla/index.ts'
import { allFields, allLabels, allQueues, allRequestTypes, allTeams } from '#domain/tickets/index.ts'

export type CardName =
  | 'calendars'
  | 'levels'
  | 'import'
  | 'queues'
  | 'teams'
  | 'labels'
  | 'fields'
  | 'request-types'
  | 'matrix'
  | 'products'
  | 'licences'
  | 'people'
  | 'audit'
  | 'advisories'
  | 'components'
  | 'releases'
/** A place of the administration, and how many of its things there are. */
export type Card = { name: CardName; count: number | null }

/** What stands together, in the order in which a house is set up. */
const groups = {
  people: ['people', 'import', 'audit'],
  promises: ['calendars', 'levels', 'matrix'],
  tickets: ['queues', 'teams', 'request-types', 'fields', 'labels'],
  products: ['products', 'releases', 'licences', 'advisories', 'components'],
} as const satisfies Record<string, readonly CardName[]>
export type CardGroup = keyof typeof groups

export function groupCards(cards: readonly Card[]): { group: CardGroup; cards: Card[] }[] {
  return (Object.keys(groups) as CardGroup[])
    .map((group) => {
      const names: readonly CardName[] = groups[group]
      return { group, cards: names.flatMap((name) => cards.filter((card) => card.name === name)) }
    })
    .filter((each) => each.cards.length > 0)
}

const ofSupervisors: readonly CardName[] = [
  'calendars',
  'levels',
  'import',
  'advisories',
  'components',
  'releases',
]

/** The places that such a person may enter. */
export function cardNames(administrator: boolean): CardName[] {
  const all: CardName[] = Object.values(groups).flat()
  return administrator ? all : all.filter((name) => ofSupervisors.includes(name))
}

/** The same, with how much is in each. */
export async function adminCards(ctx: Context): Promise<Card[]> {
  const [calendars, levels, { drafts }] = await Promise.all([
    listCalendars(ctx),
    listLevels(ctx),
    countReleases(ctx),
  ])
  const cards: Card[] = [
    { name: 'calendars', count: calendars.length },
    { name: 'levels', count: levels.length },
    { name: 'import', count: null },
    { name: 'advisories', count: null },
    { name: 'components', count: null },
    { name: 'releases', count: drafts === 0 ? null : drafts },
  ]
  if (!isAdministrator(ctx.actor)) return cards
  const [products, { people }, queues, teams, labels, fields, types] = await Promise.all([
    allProducts(ctx.db),
    listStaff(ctx),
    allQueues(ctx.db),
    allTeams(ctx.db),
    allLabels(ctx.db),
    allFields(ctx.db),
    allRequestTypes(ctx.db),
  ])
  return [
    ...cards,
    { name: 'queues', count: queues.length },
    { name: 'teams', count: teams.filter(({ archivedAt }) => archivedAt === null).length },
    { name: 'labels', count: labels.length },
    { name: 'matrix', count: null },
    { name: 'products', count: products.length },
    { name: 'licences', count: null },
    { name: 'fields', count: fields.filter(({ archivedAt }) => archivedAt === null).length },
    { name: 'request-types', count: types.filter(({ archivedAt }) => archivedAt === null).length },
    { name: 'people', count: people.filter(({ disabledAt }) => disabledAt === null).length },
    { name: 'audit', count: null },
  ]
}
