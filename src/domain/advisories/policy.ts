import { type Actor, isSupervisor } from '../shared/index.ts'

/** Advisories speak for the house: whoever answers for it writes them. */
export function mayWriteAdvisories(actor: Actor): boolean {
  return isSupervisor(actor)
}
