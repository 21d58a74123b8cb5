import { type Actor, isDesk, notAllowed } from '../shared/index.ts'

/** Whoever answers for the desk says what happens by itself. */
export function mayEditRules(actor: Actor): boolean {
  return isDesk(actor) && actor.scopes === 'all' && ['supervisor', 'administrator'].includes(actor.role)
}

export function requireEditor(actor: Actor): void {
  if (!mayEditRules(actor)) throw notAllowed('rules-not-yours')
}
