import { sql } from 'drizzle-orm'
import type { Reader } from '../shared/index.ts'
import type { Channel } from './entitlement.ts'

export type CoveredRow = { organisationId: string; organisationName: string; channel: Channel }

/** Organisations with a contract in force for the product, by name; the widest channel of each first. */
export function coveredOrganisations(
  db: Reader,
  productId: string,
  now: number,
  limit: number,
): Promise<CoveredRow[]> {
  return db.all(sql`select o.id as organisationId, o.name as organisationName, l.channel
    from contract_products l join contracts c on c.id = l.contract_id join organisations o on o.id = c.organisation_id
    where l.product_id = ${productId} and c.starts_at <= ${now} and c.suspended_at is null
      and coalesce(c.ends_at, ${now} + 1) > ${now}
    order by o.plain_name, o.id, case l.channel when 'beta' then 0 when 'rc' then 1 else 2 end limit ${limit}`)
}

/** What each runs where people work. */
export async function installedByOrganisation(
  db: Reader,
  productId: string,
  limit: number,
): Promise<Map<string, string>> {
  const rows = await db.all<{ id: string; version: string }>(sql`select organisation_id as id, version
    from installed_versions where product_id = ${productId} and environment = 'production' limit ${limit}`)
  return new Map(rows.map(({ id, version }) => [id, version]))
}

/** When a file of the release first went out whole to each. */
export async function fetchedBy(db: Reader, releaseId: string): Promise<Map<string, number>> {
  const rows = await db.all<{
    id: string
    at: number
  }>(sql`select g.organisation_id as id, min(g.completed_at) as at
    from release_files f join download_grants g on g.file_id = f.id
    where f.release_id = ${releaseId} and f.role = 'installer' and g.completed_at is not null
    group by g.organisation_id`)
  return new Map(rows.map(({ id, at }) => [id, at]))
}

export async function requestedFor(db: Reader, releaseId: string): Promise<Set<string>> {
  const rows = await db.all<{ id: string }>(
    sql`select organisation_id as id from rollout_requests where release_id = ${releaseId}`,
  )
  return new Set(rows.map(({ id }) => id))
}
