import { sql } from 'drizzle-orm'
import type { Reader } from '../shared/index.ts'

type Due = { id: number }

/** Tickets that warn of something by now, the longest overdue first. */
export function ticketsToWarn(db: Reader, now: number, limit: number): Promise<Due[]> {
  return db.all(
    sql`select id from tickets where next_warning_at <= ${now} order by next_warning_at limit ${limit}`,
  )
}

/** Resolved tickets whose time is over. */
export function ticketsToClose(db: Reader, now: number, limit: number): Promise<Due[]> {
  return db.all(sql`select id from tickets where closes_at <= ${now} order by closes_at limit ${limit}`)
}

/** Versions that active tickets wait for. */
export function plannedVersions(db: Reader): Promise<{ product: string; version: string }[]> {
  return db.all(sql`select distinct product_id as product, planned_version as version from tickets
    where product_id is not null and planned_version is not null and fixed_at is null and status in ('new', 'open', 'waiting')`)
}

/** Active tickets that wait for one version, with their requesters' language. */
export function plannedFor(
  db: Reader,
  product: string,
  version: string,
): Promise<{ id: number; lang: 'pt' | 'en'; productName: string }[]> {
  return db.all(sql`select t.id, r.lang, p.name as productName from tickets t
    join people r on r.id = t.requester_id join products p on p.id = t.product_id
    where t.product_id = ${product} and t.planned_version = ${version} and t.fixed_at is null
      and t.status in ('new', 'open', 'waiting') order by t.id limit 1000`)
}
