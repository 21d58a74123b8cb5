import { compareVersions } from './version.ts'

export type Step = { version: string; required: boolean; allowed: boolean; yanked: boolean }

/**
 * The releases to install, in order, to come from `from` to the newest one allowed: every required step on the way
 * and the last. Stops before a required step that is not allowed.
 */
export function pathFrom<T extends Step>(from: string, releases: readonly T[]): T[] {
  const ahead = releases
    .filter(({ version, yanked }) => !yanked && compareVersions(version, from) > 0)
    .toSorted((a, b) => compareVersions(a.version, b.version))
  const wall = ahead.findIndex(({ required, allowed }) => required && !allowed)
  const reachable = (wall === -1 ? ahead : ahead.slice(0, wall)).filter(({ allowed }) => allowed)
  const last = reachable.at(-1)
  return reachable.filter((release) => release.required || release === last)
}
