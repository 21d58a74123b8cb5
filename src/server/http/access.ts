import { type Actor, isDesk, isStaff } from '#domain/shared/index.ts'

/**
 * Who may open a page or endpoint; each one names it. What an actor may then see of a thing is the verb's decision.
 * `portal`: customers and partners; `desk`: agents, supervisors, administrators; `staff`: these and editors.
 */
export type Access = 'anyone' | 'signed-in' | 'portal' | 'desk' | 'staff' | 'supervisor' | 'administrator'

export function maySee(actor: Actor, access: Access): boolean {
  if (access === 'anyone') return true
  if (actor.kind !== 'person') return false
  switch (access) {
    case 'signed-in':
      return true
    case 'portal':
      return !isStaff(actor)
    case 'desk':
      return isDesk(actor)
    case 'staff':
      return isStaff(actor)
    case 'supervisor':
      return actor.role === 'supervisor' || actor.role === 'administrator'
    case 'administrator':
      return actor.role === 'administrator'
  }
}
