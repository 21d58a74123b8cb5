import { allProducts, namesOfPeople, organisationsByIds } from '#domain/accounts/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { listLevels } from '#domain/sla/index.ts'
import { allQueues, allRequestTypes, allTeams } from '#domain/tickets/index.ts'
import type { Lang } from '#i18n/index.ts'
import { identifiersIn, type Thing, type Told } from './event-things.ts'

/** What is called how, by its identifier. */
export type Named = Readonly<Record<Thing, ReadonlyMap<string, string>>>

const nobody: ReadonlyMap<string, string> = new Map()
export const nothingNamed: Named = {
  person: nobody,
  organisation: nobody,
  product: nobody,
  team: nobody,
  queue: nobody,
  requestType: nobody,
  level: nobody,
}

type Listed = { id: string; name?: string; names?: Readonly<Record<Lang, string>> }

/** What things of these events are called now; who they are is asked only where an event names one. */
export async function namedIn(ctx: Context, lang: Lang, events: readonly Told[]): Promise<Named> {
  const { db } = ctx
  const found = identifiersIn(events)
  const names = async (
    thing: Thing,
    list: () => Promise<readonly Listed[]>,
  ): Promise<ReadonlyMap<string, string>> =>
    found[thing].size === 0
      ? nobody
      : new Map((await list()).map(({ id, name, names }) => [id, name ?? names?.[lang] ?? id]))
  const [person, organisation, product, team, queue, requestType, level] = await Promise.all([
    names('person', () => namesOfPeople(db, [...found.person])),
    names('organisation', () => organisationsByIds(db, [...found.organisation])),
    names('product', () => allProducts(db)),
    names('team', () => allTeams(db)),
    names('queue', () => allQueues(db)),
    names('requestType', () => allRequestTypes(db)),
    names('level', () => listLevels(ctx)),
  ])
  return { person, organisation, product, team, queue, requestType, level }
}
