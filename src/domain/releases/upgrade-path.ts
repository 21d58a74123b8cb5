import { compareVersions, satisfies } from './version.ts'

export type Step = {
  version: string
  /** May not be skipped. */
  required: boolean
  /** At least this version must be installed first; null: any. */
  requires: string | null
  /** Semver range of the versions it can be installed over; null: any. */
  appliesTo: string | null
  allowed: boolean
  yanked: boolean
}

function installsOver(step: Step, from: string): boolean {
  if (step.requires !== null && compareVersions(from, step.requires) < 0) return false
  return step.appliesTo === null || satisfies(from, step.appliesTo)
}

/**
 * The releases to install, in order, to come from `from` to the newest one that can be reached: no required one is
 * skipped, each can be installed over the one before, all are allowed. As few as possible, the newer where two serve.
 */
export function pathFrom<T extends Step>(from: string, releases: readonly T[]): T[] {
  const ahead = releases
    .filter(({ version, yanked }) => !yanked && compareVersions(version, from) > 0)
    .toSorted((a, b) => compareVersions(a.version, b.version))
  /** For each place, the way that leads there; -1 is where one starts. */
  const cameFrom = new Map<number, number>()
  let front = [-1]
  while (front.length > 0) {
    const next = new Set<number>()
    for (const at of front.toSorted((a, b) => b - a)) {
      const here = ahead[at]?.version ?? from
      for (let to = at + 1; to < ahead.length; to++) {
        const step = ahead[to] as T
        if (step.allowed && !cameFrom.has(to) && installsOver(step, here)) {
          cameFrom.set(to, at)
          next.add(to)
        }
        if (step.required) break
      }
    }
    front = [...next]
  }
  const path: T[] = []
  let at = Math.max(-1, ...cameFrom.keys())
  while (at >= 0) {
    path.unshift(ahead[at] as T)
    at = cameFrom.get(at) ?? -1
  }
  return path
}
