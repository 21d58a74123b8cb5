/** What stands together, in the order in which a house is set up. */
const groups = {
  people: ['people', 'import', 'audit'],
  promises: ['calendars', 'levels', 'matrix'],
  tickets: ['queues', 'teams', 'request-types', 'fields', 'labels'],
  products: ['products', 'releases', 'licences', 'advisories', 'components'],
} as const satisfies Record<string, readonly string[]>

export type CardGroup = keyof typeof groups
/** A place of the administration. */
export type CardName = (typeof groups)[CardGroup][number]

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

/** By group, none of which is empty. */
export function groupCards<T extends { name: CardName }>(
  cards: readonly T[],
): { group: CardGroup; cards: T[] }[] {
  return (Object.keys(groups) as CardGroup[])
    .map((group) => {
      const names: readonly CardName[] = groups[group]
      return { group, cards: names.flatMap((name) => cards.filter((each) => each.name === name)) }
    })
    .filter((each) => each.cards.length > 0)
}
