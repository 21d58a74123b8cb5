import { best } from './entitlement.ts'
import type { ProductUpdates, ReleaseView } from './types.ts'
import { compareVersions, parseVersion } from './version.ts'

/** A version that runs somewhere. */
export type Running = { environment: string; version: string }

export type News = {
  /** The version that everything is compared with: what runs in production, else the lowest that runs; null: unknown. */
  base: string | null
  /** What runs was withdrawn. */
  withdrawn: ReleaseView | null
  /** Security fixes that some environment lacks, the newest first, with where. */
  security: { release: ReleaseView; lackedBy: Running[] }[]
  /** Newer than the base and free to fetch, the newest first. */
  fresh: ReleaseView[]
  /** The newest release that is newer than the base and may not be fetched. */
  refused: ReleaseView | null
  /** The newest that may be fetched; null: none. */
  newest: ReleaseView | null
}

function parsed({ environment, version }: Running): Running | null {
  const valid = parseVersion(version)
  return valid ? { environment, version: valid } : null
}

function baseOf(running: readonly Running[]): string | null {
  const production = running.find(({ environment }) => environment === 'production')
  const [lowest] = running.toSorted((a, b) => compareVersions(a.version, b.version))
  return production?.version ?? lowest?.version ?? null
}

/** What is new in a product for whoever runs these versions. Versions that are none are left aside. */
export function whatIsNew(
  { releases }: Pick<ProductUpdates, 'releases'>,
  installed: readonly Running[],
): News {
  const running = installed.flatMap((each) => parsed(each) ?? [])
  const base = baseOf(running)
  const out = releases.filter(({ withdrawn, embargoUntil }) => withdrawn === null && embargoUntil === null)
  const newer = out.filter(({ version }) => base === null || compareVersions(version, base) > 0)
  // A licence to be accepted first is no reason to keep quiet about a fix.
  const fixes = out.filter(
    ({ kind, decision }) => kind === 'security' && (decision.allowed || decision.reason === 'eula-required'),
  )
  return {
    base,
    withdrawn: releases.find(({ version, withdrawn }) => withdrawn !== null && version === base) ?? null,
    security: fixes
      .map((release) => ({
        release,
        lackedBy: running.filter(({ version }) => compareVersions(version, release.version) < 0),
      }))
      .filter(({ lackedBy }) => running.length === 0 || lackedBy.length > 0),
    fresh: newer.filter(({ kind, decision }) => decision.allowed && kind !== 'security'),
    refused: newer.find(({ decision }) => !decision.allowed) ?? null,
    newest: out.find(({ decision }) => decision.allowed) ?? null,
  }
}

/** Of updates of several organisations, those of one; null: none of it is theirs. */
export function updatesFor(updates: ProductUpdates, organisationId: string): ProductUpdates | null {
  const terms = updates.terms.filter(({ organisation }) => organisation.id === organisationId)
  const releases = updates.releases.flatMap((release) => {
    // What is free for all is nobody's in particular.
    if (release.organisations.length === 0) return [release]
    const theirs = release.organisations.filter(({ id }) => id === organisationId)
    if (theirs.length === 0) return []
    const decision = best(theirs.map((each) => each.decision))
    return [{ ...release, decision, organisations: theirs }]
  })
  return terms.length > 0 ? { ...updates, terms, releases } : null
}
