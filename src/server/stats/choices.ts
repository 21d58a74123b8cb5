import { allProducts, deskPeople } from '#domain/accounts/index.ts'
import type { Reader } from '#domain/shared/index.ts'
import { type Dimension, dimensions, organisationChoices } from '#domain/stats/index.ts'
import { allRequestTypes, allTeams } from '#domain/tickets/index.ts'
import type { Lang } from '#i18n/index.ts'

type Named = { id: string; name: string }

/** What a report can be narrowed to; with what is archived, since past tickets are of it. */
export type Choices = {
  organisations: readonly Named[]
  products: readonly Named[]
  requestTypes: readonly Named[]
  teams: readonly Named[]
  agents: readonly Named[]
}

export async function choicesOf(db: Reader, lang: Lang): Promise<Choices> {
  const [organisations, products, types, teams, agents] = await Promise.all([
    organisationChoices(db),
    allProducts(db),
    allRequestTypes(db),
    allTeams(db),
    deskPeople(db),
  ])
  const requestTypes = types.map(({ id, names }) => ({ id, name: names[lang] }))
  return { organisations, products, requestTypes, teams, agents }
}

/** By what this house can be compared and narrowed: not by what it has none of. */
export function dimensionsOf({ requestTypes, teams }: Choices): Dimension[] {
  const none = [
    ...(requestTypes.length === 0 ? ['requestType'] : []),
    ...(teams.length === 0 ? ['team'] : []),
  ]
  return dimensions.filter((each) => !none.includes(each))
}
