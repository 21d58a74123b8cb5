import { allProducts, namesOfPeople, organisationsByIds } from '#domain/accounts/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { listLevels } from '#domain/sla/index.ts'
import { allFields, allQueues, allRequestTypes, allTeams } from '#domain/tickets/index.ts'
import { type Lang, texts } from '#i18n/index.ts'
import { identifiersIn, type Thing, type Told } from './event-things.ts'

/** What is called how, by its identifier. */
export type Named = Readonly<Record<Thing | 'field', ReadonlyMap<string, string>>> & {
  /** Answers to fields, by `field:answer`. */
  answer: ReadonlyMap<string, string>
}

const nobody: ReadonlyMap<string, string> = new Map()
export const nothingNamed: Named = {
  person: nobody,
  organisation: nobody,
  product: nobody,
  team: nobody,
  queue: nobody,
  requestType: nobody,
  level: nobody,
  field: nobody,
  answer: nobody,
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
  const asked = events.some(({ type }) => type === 'ticket.fields-changed')
  const answers = asked ? await answersIn(ctx, lang) : { field: nobody, answer: nobody }
  return { person, organisation, product, team, queue, requestType, level, ...answers }
}

/** What fields are called, and what may be chosen in them. */
async function answersIn({ db }: Context, lang: Lang): Promise<Pick<Named, 'field' | 'answer'>> {
  const { yesNo } = texts(lang).fields
  const fields = await allFields(db)
  const answers = fields.flatMap(({ id, kind, options }) =>
    kind === 'yes-no'
      ? [[`${id}:yes`, yesNo.yes] as const, [`${id}:no`, yesNo.no] as const]
      : options.map((option) => [`${id}:${option.id}`, option.names[lang]] as const),
  )
  return { field: new Map(fields.map(({ id, names }) => [id, names[lang]])), answer: new Map(answers) }
}
