import { people } from '#db/seed/world.ts'
import type { Name, Step } from './story.ts'

const desk = new Set<Name>(people.filter(({ role }) => role === 'agent').map(({ id }) => id))

/**
 * Minutes that an agent notes on a message: the longer it is, the more there was to find out, and more again on a
 * later line. Short words between two other things are not worth noting.
 */
export function minutesFor(step: Step): number | undefined {
  if (step.verb !== 'reply' || !desk.has(step.who) || step.body.length < 60) return undefined
  const line = people.find(({ id }) => id === step.who)?.line ?? 1
  const minutes = (step.body.length / 12) * line
  return Math.min(240, Math.max(5, Math.round(minutes / 5) * 5))
}
