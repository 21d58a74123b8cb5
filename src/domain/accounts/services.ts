import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  type Context,
  conflict,
  isAdministrator,
  notAllowed,
  notFound,
  type Person,
  parse,
} from '../shared/index.ts'
import { findService, type ServiceRow, servicesOf } from './services-store.ts'
import {
  findOrganisation,
  insertPerson,
  type OrganisationRow,
  organisationsByIds,
  updatePerson,
} from './store.ts'

const most = 20

const createSchema = z.object({
  name: z.string().trim().min(1).max(80),
  organisationId: z.string().min(1).max(64),
})

/** Customer managers for their organisation, partners for theirs and those they look after, administrators for all. */
export function mayManageMachines(actor: Person, organisationId: string): boolean {
  if (isAdministrator(actor)) return true
  const manages = actor.scopes === 'all' && (actor.role === 'customer-manager' || actor.role === 'partner')
  return manages && actor.organisationIds.includes(organisationId)
}

/** Whoever manages machines of some organisation. @throws DomainError `not-allowed` */
export function requireMachinist({ actor }: Context, code: string): Person {
  if (actor.kind !== 'person') throw notAllowed(code)
  if (!isAdministrator(actor) && !mayManageMachines(actor, actor.organisationId)) throw notAllowed(code)
  return actor
}

/** Organisations whose machines the actor manages; for administrators the house's own. */
export function machineOrganisations(ctx: Context): Promise<OrganisationRow[]> {
  return organisationsByIds(ctx.db, requireMachinist(ctx, 'services-not-yours').organisationIds)
}

export async function listServices(ctx: Context): Promise<ServiceRow[]> {
  const actor = requireMachinist(ctx, 'services-not-yours')
  return servicesOf(ctx.db, isAdministrator(actor) ? null : actor.organisationIds)
}

/** @throws DomainError `not-found` also where it is another organisation's */
export async function getService(ctx: Context, id: string): Promise<ServiceRow> {
  const actor = requireMachinist(ctx, 'services-not-yours')
  const service = await findService(ctx.db, id)
  if (!service || !mayManageMachines(actor, service.organisationId)) throw notFound('service')
  return service
}

/** A machine of an organisation: it never signs in, and stays when people leave. @returns its id */
export async function createService(ctx: Context, input: unknown): Promise<string> {
  const actor = requireMachinist(ctx, 'services-not-yours')
  const { name, organisationId } = parse(createSchema, input)
  if (!mayManageMachines(actor, organisationId)) throw notFound('organisation')
  return ctx.write(async (tx) => {
    const organisation = await findOrganisation(tx, organisationId)
    if (!organisation) throw notFound('organisation')
    const held = await servicesOf(tx, [organisationId])
    if (held.filter(({ disabledAt }) => disabledAt === null).length >= most)
      throw conflict('too-many-services')
    const id = ctx.ids.next()
    await insertPerson(tx, {
      id,
      name,
      email: `${id.toLowerCase()}@service.invalid`,
      role: organisation.kind === 'partner' ? 'partner' : 'customer',
      line: null,
      organisationId,
      lang: actor.lang,
      passwordHash: null,
      service: true,
      createdAt: ctx.now,
    })
    const data = { name, service: true }
    await recordEvent(ctx, tx, { type: 'account.created', organisationId, subject: `person:${id}`, data })
    return id
  })
}

/** Its tokens and the addresses they were given stop working at once. */
export async function disableService(ctx: Context, id: string): Promise<void> {
  const { organisationId, name, disabledAt } = await getService(ctx, id)
  if (disabledAt !== null) throw conflict('account-already-disabled')
  await ctx.write(async (tx) => {
    await updatePerson(tx, id, { disabledAt: ctx.now })
    const data = { name, service: true }
    await recordEvent(ctx, tx, { type: 'account.disabled', organisationId, subject: `person:${id}`, data })
  })
}
