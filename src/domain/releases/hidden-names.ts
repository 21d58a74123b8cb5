import type { Context } from '../shared/index.ts'
import { judge, type Rights } from './judge.ts'
import { findReleases, type ReleaseRow } from './store.ts'
import type { ReleaseView } from './types.ts'

type Naming = Pick<ReleaseView, 'supersedes' | 'withdrawn'>

/** A release that names no other of which its reader may not know that there is one. */
export function withoutHidden<Release extends Naming>(
  release: Release,
  isHidden: (version: string) => boolean,
): Release {
  const { supersedes, withdrawn } = release
  const hides = withdrawn !== null && withdrawn.replacement !== null && isHidden(withdrawn.replacement)
  return {
    ...release,
    supersedes: supersedes.filter((version) => !isHidden(version)),
    withdrawn: hides ? { ...withdrawn, replacement: null } : withdrawn,
  }
}

/** Of the releases that this one names, those that the reader may not know of. */
export async function hiddenIn(
  ctx: Context,
  rights: Rights,
  { productId, supersedes, replacement }: Pick<ReleaseRow, 'productId' | 'supersedes' | 'replacement'>,
): Promise<Set<string>> {
  if (rights.staff) return new Set()
  const named = [...supersedes, ...(replacement === null ? [] : [replacement])]
  const keys = named.map((version) => `${productId}/${version}`)
  const others = await findReleases(ctx.db, keys)
  return new Set(others.filter((other) => !judge(rights, other, ctx.now)).map(({ version }) => version))
}
