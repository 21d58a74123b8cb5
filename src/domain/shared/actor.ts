import { notAllowed } from './errors.ts'

export type Role =
  | 'customer'
  | 'customer-manager'
  | 'partner'
  | 'agent'
  | 'supervisor'
  | 'editor'
  | 'administrator'

export type Line = 1 | 2 | 3

export type Scope = 'tickets:read' | 'tickets:write' | 'updates:read' | 'eula:accept'

export const scopes: readonly Scope[] = ['tickets:read', 'tickets:write', 'updates:read', 'eula:accept']

export type Person = {
  kind: 'person'
  id: string
  name: string
  email: string
  role: Role
  line: Line | null
  lang: 'pt' | 'en'
  organisationId: string
  /** Own organisation first, then, for a partner, those it looks after. */
  organisationIds: readonly string[]
  /** By session everything the role allows; by token only these. */
  scopes: readonly Scope[] | 'all'
  /** The API token that signed in, for the audit. */
  tokenId: string | null
}

export type Visitor = { kind: 'visitor' }

/** A job or a command of the operator. */
export type System = {
  kind: 'system'
  name: string
  /** The rule of the desk that acts, and its run: what it does is told by them. */
  rule?: { id: string; name: string; run: string }
}

export type Actor = Person | Visitor | System

export const visitor: Visitor = { kind: 'visitor' }

export const deskRoles: readonly Role[] = ['agent', 'supervisor', 'administrator']

/** Belongs to the house: sees what is meant for staff. */
export function isStaff(actor: Actor): boolean {
  return actor.kind === 'system' || (actor.kind === 'person' && (actor.role === 'editor' || isDesk(actor)))
}

/** Says what the house sells and promises, and who may sign in. */
export function isAdministrator(actor: Actor): boolean {
  return (
    actor.kind === 'system' ||
    (actor.kind === 'person' && actor.role === 'administrator' && actor.scopes === 'all')
  )
}

/** @throws DomainError `not-allowed` */
export function requireAdministrator({ actor }: { actor: Actor }): void {
  if (!isAdministrator(actor)) throw notAllowed('administrators-only')
}

/** Answers for the desk: customers, contracts, service levels and calendars. */
export function isSupervisor(actor: Actor): boolean {
  return (
    isAdministrator(actor) ||
    (actor.kind === 'person' && actor.role === 'supervisor' && actor.scopes === 'all')
  )
}

export const staffRoles: readonly Role[] = ['agent', 'supervisor', 'editor', 'administrator']

/** Works on tickets for the house. */
export function isDesk(actor: Actor): actor is Person {
  return actor.kind === 'person' && deskRoles.includes(actor.role)
}

export function hasScope(actor: Actor, scope: Scope): boolean {
  return (
    actor.kind === 'system' ||
    (actor.kind === 'person' && (actor.scopes === 'all' || actor.scopes.includes(scope)))
  )
}

/** What the events record as their author: null for the system and for visitors. */
export function actorId(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.id : null
}
