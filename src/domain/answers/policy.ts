import { type Actor, isDesk } from '../shared/index.ts'

/** Agents use them; whoever answers for the desk writes them. */
export function mayEditTemplates(actor: Actor): boolean {
  return isDesk(actor) && (actor.role === 'supervisor' || actor.role === 'administrator')
}
