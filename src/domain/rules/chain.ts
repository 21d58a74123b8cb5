/** How an event came about: with which event it began, and by which rules, oldest first; none: by somebody. */
export type Cause = { root: number; path: readonly string[] }

/** So many rules may follow one from the other. */
export const deepest = 5
/** So many runs may come of one event in all. */
export const mostRuns = 20

export type Stop = 'loop' | 'too-deep' | 'too-many'

/** @param by the run that caused the event; null: no rule did */
export function causeOf(
  eventId: number,
  by: { ruleId: string; rootEventId: number; path: readonly string[] } | null,
): Cause {
  return by ? { root: by.rootEventId, path: [...by.path, by.ruleId] } : { root: eventId, path: [] }
}

/** Why a rule may not run for an event; null: it may. @param runs how many came of the same beginning */
export function stopped(ruleId: string, { path }: Cause, runs: number): Stop | null {
  if (path.includes(ruleId)) return 'loop'
  if (path.length >= deepest) return 'too-deep'
  return runs >= mostRuns ? 'too-many' : null
}
