import { allProducts, deskPeople, findOrganisation } from '#domain/accounts/index.ts'
import type { Context } from '#domain/shared/index.ts'
import type { Called, Dimension } from '#domain/stats/index.ts'
import { allRequestTypes, allTeams } from '#domain/tickets/index.ts'
import { type Lang, texts } from '#i18n/index.ts'

/** What a group is called; a line and a priority by words of the interface, one without a name by its identifier. */
export function groupName(lang: Lang, by: Dimension, id: string, name: Called | null): string {
  const { stats, tickets } = texts(lang)
  if (id === 'none') return stats.none[by]
  if (by === 'line') return tickets.lineOf(Number(id))
  if (by === 'priority') return tickets.levels[id as keyof typeof tickets.levels] ?? id
  if (name === null) return id
  return typeof name === 'string' ? name : name[lang]
}

/** The name of what a report is narrowed to; null: it has none of its own, or is gone. */
export async function nameFor(ctx: Context, by: Dimension, id: string): Promise<Called | null> {
  const called = (all: readonly { id: string; name: string }[]): string | null =>
    all.find((each) => each.id === id)?.name ?? null
  switch (by) {
    case 'organisation':
      return (await findOrganisation(ctx.db, id))?.name ?? null
    case 'product':
      return called(await allProducts(ctx.db))
    case 'agent':
      return called(await deskPeople(ctx.db))
    case 'team':
      return called(await allTeams(ctx.db))
    case 'requestType':
      return (await allRequestTypes(ctx.db)).find((type) => type.id === id)?.names ?? null
    default:
      return null
  }
}
