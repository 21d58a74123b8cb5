import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../shared/index.ts'

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
    q && sql`o.plain_name like ${`%${q.replaceAll(/[\\%_]/g, '\\$&')}%`} escape '\\'`,
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

/** Organisations that can look after others, by name. */
export function partnerRows(db: Reader): Promise<{ id: string; name: string }[]> {
  return db.all(sql`select id, name from organisations where kind = 'partner' order by plain_name limit 1000`)
}
