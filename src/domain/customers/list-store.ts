import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../shared/index.ts'
import { within } from './parts.ts'

export type CustomerRow = {
  id: string
  name: string
  plainName: string
  kind: 'customer' | 'partner' | 'house'
  /** Name of the level promised by the contract in force; null: there is none. */
  level: string | null
  /** Tickets in progress. */
  open: number
  people: number
  maintenanceEnded: boolean
}

export type CustomerName = Pick<CustomerRow, 'id' | 'name' | 'kind'>

type Filter = {
  q: string
  kind?: string | undefined
  level?: string | undefined
  maintenance?: 'ended' | undefined
}

function inForce(now: number): SQL {
  return sql`c.organisation_id = o.id and c.suspended_at is null and c.starts_at <= ${now} and (c.ends_at is null or c.ends_at > ${now})`
}

function conditions({ q, kind, level, maintenance }: Filter, now: number): SQL[] {
  const ended = sql`exists (select 1 from contracts c join contract_products l on l.contract_id = c.id
    where ${inForce(now)} and l.maintenance_end < ${new Date(now).toISOString().slice(0, 10)})`
  return [
    q && sql`o.plain_name like ${within(q)} escape '\\'`,
    kind && sql`o.kind = ${kind}`,
    level === 'none' && sql`not exists (select 1 from contracts c where ${inForce(now)})`,
    level &&
      level !== 'none' &&
      sql`exists (select 1 from contracts c where ${inForce(now)} and c.level = ${level})`,
    maintenance && ended,
  ].filter((condition) => typeof condition === 'object') as SQL[]
}

/** By name. @param after the last one of the page before */
export async function customerRows(
  db: Reader,
  filter: Filter,
  after: { name: string; id: string } | null,
  now: number,
  limit: number,
): Promise<CustomerRow[]> {
  const where = [
    ...conditions(filter, now),
    after ? sql`(o.plain_name, o.id) > (${after.name}, ${after.id})` : sql`1`,
  ]
  const today = new Date(now).toISOString().slice(0, 10)
  const rows = await db.all<
    Omit<CustomerRow, 'maintenanceEnded'> & { ended: number }
  >(sql`select o.id, o.name,
      o.plain_name as plainName, o.kind,
      (select coalesce((select s.name from service_levels s where s.id = c.level order by s.version desc limit 1), c.level)
        from contracts c where ${inForce(now)} order by c.starts_at desc limit 1) as level,
      (select count(*) from tickets t where t.organisation_id = o.id and t.status in ('new', 'open', 'waiting')) as open,
      (select count(*) from people p where p.organisation_id = o.id and p.disabled_at is null) as people,
      exists (select 1 from contracts c join contract_products l on l.contract_id = c.id
        where ${inForce(now)} and l.maintenance_end < ${today}) as ended
    from organisations o where ${sql.join(where, sql` and `)} order by o.plain_name, o.id limit ${limit}`)
  return rows.map(({ ended, ...row }) => ({ ...row, maintenanceEnded: ended === 1 }))
}

/** Those with it in their name, by name, without what is counted for a list. @param q folded */
export function customersLike(db: Reader, q: string, limit: number): Promise<CustomerName[]> {
  return db.all(sql`select o.id, o.name, o.kind from (
      select id, plain_name as plain from organisations indexed by organisations_name
      where plain_name like ${within(q)} escape '\\' order by plain_name, id limit ${limit}
    ) x join organisations o on o.id = x.id order by x.plain, x.id`)
}

/** Organisations that can look after others, by name. */
export function partnerRows(db: Reader): Promise<{ id: string; name: string }[]> {
  return db.all(sql`select id, name from organisations where kind = 'partner' order by plain_name limit 1000`)
}
