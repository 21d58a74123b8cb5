import { fold } from '../../words/index.ts'
import { allProducts, deskPeople, findOrganisationByName } from '../accounts/index.ts'
import type { Context, Reader } from '../shared/index.ts'
import { allFields, allQueues, allRequestTypes, allTeams, type FieldDefinition } from '../tickets/index.ts'
import type { RuleDefinition } from './definition.ts'
import { requireEditor } from './policy.ts'
import { organisationsFor } from './store.ts'
import type { RuleChoices } from './types.ts'

type Conditions = Pick<RuleDefinition, 'conditions'>

function askable(fields: readonly FieldDefinition[]): RuleChoices['fields'] {
  return fields.flatMap(({ id, names, kind, options, archivedAt }) =>
    archivedAt !== null || kind === 'date'
      ? []
      : [{ id, names, kind, options: options.filter(({ gone }) => !gone) }],
  )
}

/** What rules may speak of, and what these speak of. */
export async function choicesFor(db: Reader, definitions: readonly Conditions[]): Promise<RuleChoices> {
  const named = definitions.flatMap(({ conditions }) =>
    conditions.flatMap(({ fact, values }) => (fact === 'organisation' ? values : [])),
  )
  const [people, products, queues, types, teams, fields, organisations] = await Promise.all([
    deskPeople(db),
    allProducts(db),
    allQueues(db),
    allRequestTypes(db),
    allTeams(db),
    allFields(db),
    organisationsFor(db, named.slice(0, 2000)),
  ])
  return {
    people: people.map(({ id, name, line }) => ({ id, name, line })),
    products: products.map(({ id, name }) => ({ id, name })),
    queues,
    requestTypes: types
      .filter(({ archivedAt }) => archivedAt === null)
      .map(({ id, names, productIds }) => ({ id, names, productIds })),
    teams: teams.filter(({ archivedAt }) => archivedAt === null).map(({ id, name }) => ({ id, name })),
    fields: askable(fields),
    organisations,
  }
}

export async function ruleChoices(
  ctx: Context,
  definitions: readonly Conditions[] = [],
): Promise<RuleChoices> {
  requireEditor(ctx.actor)
  return choicesFor(ctx.db, definitions)
}

/** Whose name or identifier somebody typed; null: nobody's, or that of several. */
export async function organisationNamed(ctx: Context, said: string): Promise<string | null> {
  requireEditor(ctx.actor)
  const name = said.trim().slice(0, 200)
  const [found, another] = await findOrganisationByName(ctx.db, name, fold(name))
  return found && !another ? found.id : null
}
