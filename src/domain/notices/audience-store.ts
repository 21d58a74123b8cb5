import { and, asc, eq, gt, inArray, isNull, ne, notExists, sql } from 'drizzle-orm'
import { noticeStops, organisations, people, products, updateSubscriptions } from '#db/schema/index.ts'
import type { Person, Reader } from '../shared/index.ts'
import type { NoticeChoice } from './subscription.ts'

/** People who chose to be told, in their order. @param productId null: of whichever product */
export async function choosersAfter(
  db: Reader,
  productId: string | null,
  after: string,
  limit: number,
): Promise<string[]> {
  const { personId, level } = updateSubscriptions
  const rows = await db
    .selectDistinct({ personId })
    .from(updateSubscriptions)
    .where(
      and(
        productId === null ? undefined : eq(updateSubscriptions.productId, productId),
        gt(personId, after),
        ne(level, 'none'),
      ),
    )
    .orderBy(asc(personId))
    .limit(limit)
  return rows.map((row) => row.personId)
}

/** Who is told unasked, by their role; the condition is that of the index. */
export async function answeringAfter(db: Reader, after: string, limit: number): Promise<string[]> {
  const rows = await db.all<{ id: string }>(sql`select id from people indexed by people_answering
    where role in ('customer-manager', 'partner') and disabled_at is null and service = 0 and id > ${after}
    order by id limit ${limit}`)
  return rows.map(({ id }) => id)
}

/** Written out: of one table alone, drizzle names columns without it. */
const lookedAfter = sql<string>`(select json_group_array(s.organisation_id) from partnerships s where s.partner_id = people.organisation_id)`

/** Of these people, those who may get letters about updates and did not stop them, as they would ask for them themselves. */
export async function readersOf(db: Reader, ids: readonly string[]): Promise<Person[]> {
  if (ids.length === 0) return []
  const rows = await db
    .select({ person: people, lookedAfter })
    .from(people)
    .where(
      and(
        inArray(people.id, [...ids]),
        inArray(people.role, ['customer', 'customer-manager', 'partner']),
        isNull(people.disabledAt),
        eq(people.service, false),
        notExists(db.select().from(noticeStops).where(eq(noticeStops.personId, people.id))),
      ),
    )
    .orderBy(asc(people.id))
  return rows.map(({ person: { id, name, email, role, lang, organisationId }, lookedAfter: carried }) => ({
    kind: 'person',
    ...{ id, name, email, role, lang, organisationId },
    line: null,
    organisationIds: [organisationId, ...(role === 'partner' ? (JSON.parse(carried) as string[]) : [])],
    scopes: ['updates:read', 'tickets:read'],
    tokenId: null,
  }))
}

/** What these people chose, by `person/product`. */
export async function choicesAmong(db: Reader, ids: readonly string[]): Promise<Map<string, NoticeChoice>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select()
    .from(updateSubscriptions)
    .where(inArray(updateSubscriptions.personId, [...ids]))
  return new Map(
    rows.map(({ personId, productId, level, atOnce }) => [`${personId}/${productId}`, { level, atOnce }]),
  )
}

export async function organisationNames(db: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { id, name } = organisations
  const rows = await db
    .select({ id, name })
    .from(organisations)
    .where(inArray(id, [...ids]))
  return new Map(rows.map((row) => [row.id, row.name]))
}

export async function productNames(db: Reader): Promise<Map<string, string>> {
  const rows = await db.select({ id: products.id, name: products.name }).from(products).limit(1000)
  return new Map(rows.map((row) => [row.id, row.name]))
}
