import { type Group, type ImportKind, importDefinitions } from './kinds.ts'

/** Lines of one part. While a part is taken over nobody else writes: a quarter of a second on a slow machine. */
const size = 250

/** Lines that speak of the same thing, by whatever names it; in the order in which each is first spoken of. */
function alike(kind: ImportKind, groups: readonly Group[]): Group[][] {
  const parents = groups.map((_, at) => at)
  const first = (at: number): number => {
    let root = at
    while (parents[root] !== root) root = parents[root] ?? root
    parents[at] = root
    return root
  }
  const seen = new Map<string, number>()
  for (const [at, { rows }] of groups.entries()) {
    for (const key of importDefinitions[kind].keys(rows[0]?.cells ?? {})) {
      // Nothing at all names nothing.
      if (key === '') continue
      const other = seen.get(key)
      if (other === undefined) seen.set(key, at)
      else {
        const [low = at, high = at] = [first(other), first(at)].sort((a, b) => a - b)
        parents[high] = low
      }
    }
  }
  const sets = new Map<number, Group[]>()
  for (const [at, group] of groups.entries()) {
    const root = first(at)
    const set = sets.get(root) ?? []
    set.push(group)
    sets.set(root, set)
  }
  return [...sets.values()]
}

const lineOf = ({ rows }: Group): number => rows[0]?.line ?? 0

/**
 * A table in parts of some hundred lines, always the same ones for the same table. What speaks of the same thing is in
 * one part, so that no part needs another.
 */
export function partsOf(kind: ImportKind, groups: readonly Group[]): Group[][] {
  const parts: Group[][] = []
  let part: Group[] = []
  let lines = 0
  for (const set of alike(kind, groups)) {
    const more = set.reduce((sum, { rows }) => sum + rows.length, 0)
    if (part.length > 0 && lines + more > size) {
      parts.push(part)
      part = []
      lines = 0
    }
    part.push(...set)
    lines += more
  }
  return [...parts, part].map((each) => each.toSorted((a, b) => lineOf(a) - lineOf(b)))
}
