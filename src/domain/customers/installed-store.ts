import { and, eq, sql } from 'drizzle-orm'
import { installedVersions } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { Installed, InstalledAt } from './types.ts'

type Row = typeof installedVersions.$inferSelect
type Place = Pick<Row, 'organisationId' | 'productId' | 'environment'>

function at({ organisationId, productId, environment }: Place): ReturnType<typeof and> {
  return and(
    eq(installedVersions.organisationId, organisationId),
    eq(installedVersions.productId, productId),
    eq(installedVersions.environment, environment),
  )
}

export async function findInstalled(tx: Transaction, place: Place): Promise<Row | null> {
  const [row] = await tx.select().from(installedVersions).where(at(place))
  return row ?? null
}

export async function putInstalled(tx: Transaction, row: Row): Promise<void> {
  const { id: _, ...set } = row
  await tx.insert(installedVersions).values(row).onConflictDoUpdate({ target: installedVersions.id, set })
}

export async function deleteInstalled(
  tx: Transaction,
  organisationId: string,
  id: string,
): Promise<Row | null> {
  const [row] = await tx
    .delete(installedVersions)
    .where(and(eq(installedVersions.id, id), eq(installedVersions.organisationId, organisationId)))
    .returning()
  return row ?? null
}

/** By product, where people work first. */
export function installedAt(db: Reader, organisationId: string): Promise<Installed[]> {
  return db.all(sql`select i.id, i.product_id as productId, p.name as product, i.environment, i.version, i.since,
      n.name as recordedBy, i.recorded_at as recordedAt
    from installed_versions i join products p on p.id = i.product_id left join people n on n.id = i.recorded_by
    where i.organisation_id = ${organisationId}
    order by p.name, case i.environment when 'production' then 0 when 'test' then 1 else 2 end, i.environment limit 200`)
}

const places = sql.raw(
  "case i.environment when 'production' then 0 when 'test' then 1 when 'training' then 2 else 3 end",
)

/** What these organisations run, where people work first. */
export function installedOf(db: Reader, organisationIds: readonly string[]): Promise<InstalledAt[]> {
  return db.all(sql`select i.id, i.organisation_id as organisationId, i.product_id as productId, p.name as product,
      i.environment, i.version, i.since, n.name as recordedBy, i.recorded_at as recordedAt
    from installed_versions i join products p on p.id = i.product_id left join people n on n.id = i.recorded_by
    where i.organisation_id in (select value from json_each(${JSON.stringify(organisationIds)}))
    order by i.organisation_id, p.name, ${places} limit 5000`)
}

/** What these organisations run where people work, by product. */
export function inProduction(
  db: Reader,
  organisationIds: readonly string[],
): Promise<{ organisationId: string; productId: string; version: string }[]> {
  return db
    .select({
      organisationId: installedVersions.organisationId,
      productId: installedVersions.productId,
      version: installedVersions.version,
    })
    .from(installedVersions)
    .where(
      and(
        sql`${installedVersions.organisationId} in (select value from json_each(${JSON.stringify(organisationIds)}))`,
        eq(installedVersions.environment, 'production'),
      ),
    )
    .limit(500)
}
