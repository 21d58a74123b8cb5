import type { FileView } from './types.ts'

type Listed = Pick<FileView, 'name' | 'role'>

const places: Record<FileView['role'], number> = {
  installer: 0,
  documentation: 1,
  sbom: 2,
  provenance: 3,
  signature: 4,
}

/** The order in which a release names its files everywhere: what is installed first, then what is read about it. */
export function inOrder<T extends Listed>(files: readonly T[]): T[] {
  return files.toSorted(
    (one, other) => places[one.role] - places[other.role] || (one.name < other.name ? -1 : 1),
  )
}
