import { type Actor, isDesk, type Person } from '../shared/index.ts'

/** Whoever answers for the desk decides what everybody finds in its menu. */
export function mayShareViews(actor: Actor): boolean {
  return isDesk(actor) && (actor.role === 'supervisor' || actor.role === 'administrator')
}

export function mayChangeView(actor: Person, view: { ownerId: string; shared: boolean }): boolean {
  return view.shared ? mayShareViews(actor) : view.ownerId === actor.id
}
