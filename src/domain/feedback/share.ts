/** Of the normal distribution: 95 of 100 samples lie within. */
export const z = 1.96

/**
 * The least share that so many out of so many speak for (Wilson's score interval, lower end): two of two is not yet
 * better than ninety of a hundred. 0 where there is none.
 */
export function leastShare(yes: number, all: number): number {
  // Where none speaks for it, rounding must not.
  if (all === 0 || yes === 0) return 0
  const share = yes / all
  const spread = z * Math.sqrt((share * (1 - share) + z ** 2 / (4 * all)) / all)
  return Math.max(0, (share + z ** 2 / (2 * all) - spread) / (1 + z ** 2 / all))
}
