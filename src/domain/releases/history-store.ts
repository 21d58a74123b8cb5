import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../shared/index.ts'
import type { DownloadFilter } from './history.ts'

export type DownloadRow = {
  id: string
  product: string
  productName: string
  version: string
  file: string
  /** Bytes. */
  size: number
  person: string
  /** Name of the API token; null: in the browser. */
  token: string | null
  userAgent: string
  address: string
  reason: string
  grantedAt: number
  /** Bytes that went out. */
  bytes: number
  completedAt: number | null
}

function conditions({ product, version, completed, from, until }: DownloadFilter): SQL[] {
  return [
    product ? sql`l.product_id = ${product}` : null,
    version ? sql`instr(l.version, ${version}) > 0` : null,
    completed === 'yes' ? sql`g.completed_at is not null` : null,
    completed === 'no' ? sql`g.completed_at is null` : null,
    from ? sql`g.granted_at >= ${Date.parse(from)}` : null,
    until ? sql`g.granted_at < ${Date.parse(until) + 86_400_000}` : null,
  ].filter((condition) => condition !== null)
}

export function downloadRows(
  db: Reader,
  organisationId: string,
  filter: DownloadFilter,
  before: { at: number; id: string } | null,
  limit: number,
): Promise<DownloadRow[]> {
  const where = [sql`g.organisation_id = ${organisationId}`, ...conditions(filter)]
  if (before) where.push(sql`(g.granted_at, g.id) < (${before.at}, ${before.id})`)
  return db.all(sql`select g.id, l.product_id as product, p.name as productName, l.version, f.name as file, f.size,
      n.name as person, coalesce(t.name, g.token_id) as token, g.user_agent as userAgent, g.address, g.reason,
      g.granted_at as grantedAt, g.bytes, g.completed_at as completedAt
    from download_grants g indexed by download_grants_organisation
      join release_files f on f.id = g.file_id join releases l on l.id = f.release_id
      join products p on p.id = l.product_id join people n on n.id = g.person_id
      left join api_tokens t on t.id = g.token_id
    where ${sql.join(where, sql` and `)} order by g.granted_at desc, g.id desc limit ${limit}`)
}
