import type { Manual } from './schemas.ts'

/** Newest first: 7.10 before 7.9 before 7.9-beta. */
export function newestFirst(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)]
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [x, y] = [left[at], right[at]]
    if (x === y) continue
    // A version that goes on with a word comes before the same one without it.
    if (x === undefined) return typeof y === 'string' ? -1 : 1
    if (y === undefined) return typeof x === 'string' ? 1 : -1
    if (typeof x === 'number' && typeof y === 'number') return y - x
    if (typeof x === 'number') return -1
    if (typeof y === 'number') return 1
    return x < y ? 1 : -1
  }
  return 0
}

function parts(version: string): (number | string)[] {
  return version.split(/[.-]/).map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}

/** The version that `latest` stands for. */
export function latestVersion(manual: Pick<Manual, 'versions'>): string {
  const current = manual.versions.find(({ status }) => status === 'current')
  return (current ?? [...manual.versions].sort((a, b) => newestFirst(a.version, b.version))[0])?.version ?? ''
}
