import { type Actor, hasScope, isDesk, type Person } from '../shared/index.ts'

/** The desk's figures, agents and lines among them. */
export function mayReadStatistics(actor: Actor): boolean {
  return actor.kind === 'system' || (isDesk(actor) && hasScope(actor, 'tickets:read'))
}

/** Whose report of a month somebody may read: the desk everybody's, managers and partners those they answer for. */
export function mayReadReportOf(actor: Actor, organisationId: string): boolean {
  return mayReadStatistics(actor) || reportedOrganisations(actor).includes(organisationId)
}

/** Organisations whose reports a customer or partner may read. */
export function reportedOrganisations(actor: Actor): readonly string[] {
  if (!readsOwn(actor)) return []
  return actor.role === 'partner' ? actor.organisationIds : [actor.organisationId]
}

function readsOwn(actor: Actor): actor is Person {
  const manages = actor.kind === 'person' && ['customer-manager', 'partner'].includes(actor.role)
  return manages && hasScope(actor, 'tickets:read')
}

/** What a colleague shares can be read; only who made it, or answers for the desk, changes it. */
export function mayChangeReport(actor: Actor, report: { ownerId: string; shared: boolean }): boolean {
  if (actor.kind !== 'person') return false
  const answers = actor.role === 'supervisor' || actor.role === 'administrator'
  return actor.id === report.ownerId || (report.shared && answers)
}
