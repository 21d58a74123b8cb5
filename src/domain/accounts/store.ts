import { and, asc, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import {
  apiTokens,
  oneTimeLinks,
  organisations,
  parkedForms,
  partnerships,
  people,
  products,
  sessions,
} from '#db/schema/index.ts'
import {
  type Line,
  type Person,
  prepared,
  type Reader,
  type Scope,
  type Transaction,
} from '../shared/index.ts'

export type PersonRow = typeof people.$inferSelect
export type OrganisationRow = typeof organisations.$inferSelect
export type ProductRow = typeof products.$inferSelect
export type ApiTokenRow = typeof apiTokens.$inferSelect
export type SessionRow = typeof sessions.$inferSelect

/** Organisations that a person's own one looks after, as a JSON array, in the same query. */
const lookedAfter = sql<string>`(select json_group_array(${partnerships.organisationId}) from ${partnerships} where ${partnerships.partnerId} = ${people.organisationId})`

export function toActor(row: PersonRow, carried: string, extra: Pick<Person, 'scopes' | 'tokenId'>): Person {
  return {
    kind: 'person',
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    line: row.line as Line | null,
    lang: row.lang,
    organisationId: row.organisationId,
    organisationIds: [
      row.organisationId,
      ...(row.role === 'partner' ? (JSON.parse(carried) as string[]) : []),
    ],
    ...extra,
  }
}

const sessionQuery = prepared((db) =>
  db
    .select({ session: sessions, person: people, lookedAfter })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(and(eq(sessions.id, sql.placeholder('id')), isNull(people.disabledAt)))
    .prepare(),
)

export async function findSession(
  db: Reader,
  id: string,
): Promise<{ session: SessionRow; actor: Person } | null> {
  const [row] = await sessionQuery(db).all({ id })
  if (!row) return null
  return {
    session: row.session,
    actor: toActor(row.person, row.lookedAfter, { scopes: 'all', tokenId: null }),
  }
}

const tokenQuery = prepared((db) =>
  db
    .select({ token: apiTokens, person: people, lookedAfter })
    .from(apiTokens)
    .innerJoin(people, eq(people.id, apiTokens.personId))
    .where(
      and(
        // Until the secret before the last rotation ends, either is the token's.
        or(eq(apiTokens.hash, sql.placeholder('hash')), eq(apiTokens.previousHash, sql.placeholder('hash'))),
        isNull(people.disabledAt),
      ),
    )
    .prepare(),
)

export async function findTokenByHash(
  db: Reader,
  hash: string,
): Promise<{ token: ApiTokenRow; actor: Person } | null> {
  const [row] = await tokenQuery(db).all({ hash })
  if (!row) return null
  const actor = toActor(row.person, row.lookedAfter, {
    scopes: row.token.scopes.split(' ').filter(Boolean) as Scope[],
    tokenId: row.token.id,
  })
  return { token: row.token, actor }
}

export async function findPersonByEmail(db: Reader | Transaction, email: string): Promise<PersonRow | null> {
  const [row] = await db.select().from(people).where(eq(people.email, email))
  return row ?? null
}

export async function findPerson(db: Reader | Transaction, id: string): Promise<PersonRow | null> {
  const [row] = await db.select().from(people).where(eq(people.id, id))
  return row ?? null
}

export async function findOrganisation(
  db: Reader | Transaction,
  id: string,
): Promise<OrganisationRow | null> {
  const [row] = await db.select().from(organisations).where(eq(organisations.id, id))
  return row ?? null
}

/** Whether a partner's people may ask for an organisation. */
export async function looksAfter(db: Reader, partnerId: string, organisationId: string): Promise<boolean> {
  const own = and(eq(partnerships.partnerId, partnerId), eq(partnerships.organisationId, organisationId))
  return (await db.$count(partnerships, own)) > 0
}

export function organisationsByIds(db: Reader, ids: readonly string[]): Promise<OrganisationRow[]> {
  return db
    .select()
    .from(organisations)
    .where(inArray(organisations.id, [...ids]))
    .orderBy(asc(organisations.plainName))
}

export function namesOfPeople(db: Reader, ids: readonly string[]): Promise<Pick<PersonRow, 'id' | 'name'>[]> {
  return db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [...ids]))
}

const productsQuery = prepared((db) => db.select().from(products).orderBy(asc(products.id)).prepare())

export function allProducts(db: Reader): Promise<ProductRow[]> {
  return productsQuery(db).all()
}

export function deskPeople(db: Reader): Promise<PersonRow[]> {
  return db
    .select()
    .from(people)
    .where(and(inArray(people.role, ['agent', 'supervisor', 'administrator']), isNull(people.disabledAt)))
    .orderBy(asc(people.line), asc(people.plainName))
}

export async function insertPerson(tx: Transaction, row: typeof people.$inferInsert): Promise<void> {
  await tx.insert(people).values(row)
}

export async function insertOrganisation(
  tx: Transaction,
  row: typeof organisations.$inferInsert,
): Promise<void> {
  await tx.insert(organisations).values(row)
}

/** Those of that name, or with that identifier; two at most. @param plain the name in lower case, without accents */
export async function findOrganisationByName(
  db: Reader | Transaction,
  name: string,
  plain: string,
): Promise<OrganisationRow[]> {
  const byId = await findOrganisation(db, name)
  if (byId) return [byId]
  return db.select().from(organisations).where(eq(organisations.plainName, plain)).limit(2)
}

export async function updateOrganisation(
  tx: Transaction,
  id: string,
  set: Partial<Pick<OrganisationRow, 'name' | 'kind' | 'closedDays' | 'revision'>>,
): Promise<void> {
  await tx.update(organisations).set(set).where(eq(organisations.id, id))
}

export async function countAdministrators(tx: Transaction): Promise<number> {
  return tx.$count(people, and(eq(people.role, 'administrator'), isNull(people.disabledAt)))
}

export async function deleteSessionsOf(tx: Transaction, personId: string): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.personId, personId))
}

export async function updatePerson(tx: Transaction, id: string, set: Partial<PersonRow>): Promise<void> {
  await tx.update(people).set(set).where(eq(people.id, id))
}

export async function countPeople(db: Reader | Transaction): Promise<number> {
  return db.$count(people)
}

export function tokensOf(db: Reader, personId: string): Promise<ApiTokenRow[]> {
  return db.select().from(apiTokens).where(eq(apiTokens.personId, personId)).orderBy(asc(apiTokens.createdAt))
}

export async function insertToken(tx: Transaction, row: typeof apiTokens.$inferInsert): Promise<void> {
  await tx.insert(apiTokens).values(row)
}

export async function revokeTokenRow(
  tx: Transaction,
  personId: string,
  id: string,
  at: number,
): Promise<boolean> {
  const rows = await tx
    .update(apiTokens)
    .set({ revokedAt: at })
    .where(and(eq(apiTokens.id, id), eq(apiTokens.personId, personId), isNull(apiTokens.revokedAt)))
    .returning({ id: apiTokens.id })
  return rows.length > 0
}

export async function touchToken(tx: Transaction, id: string, at: number): Promise<void> {
  await tx.update(apiTokens).set({ lastUsedAt: at }).where(eq(apiTokens.id, id))
}

export async function insertParkedForm(tx: Transaction, row: typeof parkedForms.$inferInsert): Promise<void> {
  await tx.delete(parkedForms).where(lt(parkedForms.createdAt, row.createdAt - 86_400_000))
  await tx.insert(parkedForms).values(row)
}

export async function findParkedForm(
  db: Reader,
  id: string,
): Promise<typeof parkedForms.$inferSelect | null> {
  const [row] = await db.select().from(parkedForms).where(eq(parkedForms.id, id))
  return row ?? null
}

type LinkRow = typeof oneTimeLinks.$inferSelect

/** One link per purpose and person: an earlier one stops working. */
export async function insertLink(tx: Transaction, row: typeof oneTimeLinks.$inferInsert): Promise<void> {
  const whose = row.personId ? eq(oneTimeLinks.personId, row.personId) : isNull(oneTimeLinks.personId)
  await tx.delete(oneTimeLinks).where(and(whose, eq(oneTimeLinks.purpose, row.purpose)))
  await tx.insert(oneTimeLinks).values(row)
}

export async function findLink(
  db: Reader | Transaction,
  id: string,
  purpose: LinkRow['purpose'],
): Promise<LinkRow | null> {
  const [row] = await db
    .select()
    .from(oneTimeLinks)
    .where(and(eq(oneTimeLinks.id, id), eq(oneTimeLinks.purpose, purpose)))
  return row ?? null
}

/** @returns whether the link was still open */
export async function useLink(tx: Transaction, id: string, at: number): Promise<boolean> {
  const rows = await tx
    .update(oneTimeLinks)
    .set({ usedAt: at })
    .where(and(eq(oneTimeLinks.id, id), isNull(oneTimeLinks.usedAt), gt(oneTimeLinks.expiresAt, at)))
    .returning({ id: oneTimeLinks.id })
  return rows.length > 0
}
