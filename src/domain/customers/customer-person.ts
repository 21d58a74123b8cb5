import { findOrganisation, findPerson, mayManageAccount, mayManageOrganisation } from '../accounts/index.ts'
import { type Context, notAllowed, notFound, type Role } from '../shared/index.ts'
import { partnerRows } from './list-store.ts'

/** An account as whoever manages it sees it. */
export type CustomerPerson = {
  id: string
  name: string
  email: string
  role: Role
  line: number | null
  lang: 'pt' | 'en'
  organisationId: string
  disabledAt: number | null
  /** How often the account was changed. */
  revision: number
  /** Has set a password, so can sign in. */
  ready: boolean
}

/** @throws DomainError `not-found` also where the person is of another organisation */
export async function getCustomerPerson(
  ctx: Context,
  organisationId: string,
  id: string,
): Promise<CustomerPerson> {
  const person = await findPerson(ctx.db, id)
  if (!person || person.organisationId !== organisationId || !mayManageAccount(ctx.actor, person.role)) {
    throw notFound('person')
  }
  const { passwordHash, createdAt: _, ...view } = person
  return { ...view, ready: passwordHash !== null }
}

export type ManagedOrganisation = NonNullable<Awaited<ReturnType<typeof findOrganisation>>>

/** An organisation to change. @throws DomainError `not-found` where the actor may not manage it */
export async function getManagedOrganisation(ctx: Context, id: string): Promise<ManagedOrganisation> {
  const organisation = await findOrganisation(ctx.db, id)
  if (!organisation || !mayManageOrganisation(ctx.actor, organisation.kind)) throw notFound('organisation')
  return organisation
}

/** Partners that an organisation may be given. */
export async function listPartners(ctx: Context): Promise<{ id: string; name: string }[]> {
  if (!mayManageOrganisation(ctx.actor, 'partner')) throw notAllowed('supervisors-only')
  return partnerRows(ctx.db)
}
