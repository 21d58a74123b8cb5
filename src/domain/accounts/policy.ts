import { type Actor, isAdministrator, isSupervisor, type Role, staffRoles } from '../shared/index.ts'

export type OrganisationKind = 'customer' | 'partner' | 'house'

/** Customers and partners by whoever answers for the desk; the house itself by its administrators. */
export function mayManageOrganisation(actor: Actor, kind: OrganisationKind): boolean {
  return kind === 'house' ? isAdministrator(actor) : isSupervisor(actor)
}

/** Whoever may change an account may sign in as it by a link: staff is for administrators alone. */
export function mayManageAccount(actor: Actor, role: Role): boolean {
  return staffRoles.includes(role) ? isAdministrator(actor) : isSupervisor(actor)
}

/** Roles that people of such an organisation can have. */
export function rolesOf(kind: OrganisationKind): readonly Role[] {
  if (kind === 'house') return staffRoles
  return kind === 'partner' ? ['partner', 'customer', 'customer-manager'] : ['customer', 'customer-manager']
}
