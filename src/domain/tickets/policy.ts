import { type Actor, hasScope, isDesk, type Person } from '../shared/index.ts'
import { isActive, isDone, type Status } from './status.ts'

/** Asks for support: customers and partners. Staff of the house lodge for somebody else. */
function isCustomer(actor: Actor): actor is Person {
  return actor.kind === 'person' && ['customer', 'customer-manager', 'partner'].includes(actor.role)
}

/** Lodges tickets and follows them, for itself or, from the desk, for somebody. */
export function mayLodge(actor: Actor): actor is Person {
  return isCustomer(actor) || isDesk(actor)
}

/** Works on tickets: queues, notes, status, priority. */
export function mayUseDesk(actor: Actor): boolean {
  return isDesk(actor) || actor.kind === 'system'
}

export function mayRead(actor: Actor): boolean {
  const asPerson = mayLodge(actor) && (hasScope(actor, 'tickets:read') || hasScope(actor, 'tickets:write'))
  return asPerson || actor.kind === 'system'
}

export function mayWrite(actor: Actor): boolean {
  return (mayLodge(actor) && hasScope(actor, 'tickets:write')) || actor.kind === 'system'
}

/** An answer to what is resolved or closed reopens it; a merged ticket goes on elsewhere. */
export function mayReply(status: Status): boolean {
  return status !== 'merged'
}

export function mayClose(status: Status): boolean {
  return isActive(status) || status === 'resolved'
}

export function mayReopen(status: Status): boolean {
  return isDone(status)
}

/** An opinion is its giver's: nobody else changes it but whoever asked. @param given the opinion there is */
export function mayRate(
  actor: Actor,
  ticket: { requesterId: string },
  given: { personId: string } | null,
): actor is Person {
  return isCustomer(actor) && (!given || [given.personId, ticket.requesterId].includes(actor.id))
}

/** Whoever sees a ticket by being in copy brings in nobody else. */
export function mayAddPeople(actor: Actor, ticket: { requesterId: string }): boolean {
  return !(actor.kind === 'person' && actor.role === 'customer' && actor.id !== ticket.requesterId)
}

const day = 86_400_000

/** Later, too much was said in the ticket that it became part of. */
export function mayUnmerge(mergedAt: number, now: number): boolean {
  return now - mergedAt <= day
}
