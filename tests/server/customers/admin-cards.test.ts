import { expect, test } from 'vitest'
import { adminCards } from '#server/customers/admin-cards.ts'
import { groupCards } from '#server/customers/admin-places.ts'
import { createWorld } from '#tests/support/world.ts'

test.each(['helena', 'joao'] as const)(
  'no place that %s may enter is left out of the groups',
  async (name) => {
    const world = await createWorld()
    const cards = await adminCards(await world.as(name))
    const grouped = groupCards(cards)
    expect(grouped.flatMap((each) => each.cards.map((card) => card.name)).sort()).toEqual(
      cards.map((card) => card.name).sort(),
    )
    expect(grouped.every((each) => each.cards.length > 0)).toBe(true)
  },
)
