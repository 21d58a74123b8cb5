import { type Actor, isDesk, notAllowed } from '../shared/index.ts'

/** Whoever answers for the desk says how it works. */
export function mayEditProcesses(actor: Actor): boolean {
  return isDesk(actor) && actor.scopes === 'all' && ['supervisor', 'administrator'].includes(actor.role)
}

export function requireEditor(actor: Actor): void {
  if (!mayEditProcesses(actor)) throw notAllowed('processes-not-yours')
}

/** Which steps an actor fills in. */
export function sideOf(actor: Actor): 'customer' | 'agent' {
  return isDesk(actor) ? 'agent' : 'customer'
}
