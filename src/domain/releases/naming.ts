import type { Reader, Transaction } from '../shared/index.ts'
import { organisationsOf } from './draft-store.ts'
import { findRelease, type ReleaseRow } from './store.ts'

/** Who reads the words that name a release: these organisations; null: anybody. */
export type Readers = readonly string[] | null
export type NamingFault = 'not-out-yet' | 'for-others'

/** Whoever reads the name of a release learns that there is one, so each of them must be let know of it by then. */
export async function namingFault(
  db: Reader | Transaction,
  { id, embargoUntil, exclusive }: Pick<ReleaseRow, 'id' | 'embargoUntil' | 'exclusive'>,
  readers: Readers,
  at: number,
): Promise<NamingFault | null> {
  if (embargoUntil !== null && embargoUntil > at) return 'not-out-yet'
  if (!exclusive) return null
  const named = new Set((await organisationsOf(db, id)).map((organisation) => organisation.id))
  return readers?.every((reader) => named.has(reader)) ? null : 'for-others'
}

/** The same of a version that somebody wrote, and whether it is out; one that was never here is nobody's secret. */
export async function versionNamingFault(
  db: Reader | Transaction,
  { product, version }: { product: string; version: string },
  readers: Readers,
  at: number,
): Promise<NamingFault | null> {
  const release = await findRelease(db, product, version)
  if (!release) return null
  if (release.status === 'draft' || (release.publishedAt ?? 0) > at) return 'not-out-yet'
  return namingFault(db, release, readers, at)
}
