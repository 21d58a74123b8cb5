import { and, asc, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm'
import { apiTokens, organisations, people } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { ApiTokenRow } from './store.ts'

export type ServiceRow = {
  id: string
  name: string
  organisationId: string
  organisationName: string
  createdAt: number
  disabledAt: number | null
  /** Of its tokens. */
  lastUsedAt: number | null
}

const columns = {
  id: people.id,
  name: people.name,
  organisationId: people.organisationId,
  organisationName: organisations.name,
  createdAt: people.createdAt,
  disabledAt: people.disabledAt,
  lastUsedAt: sql<
    number | null
  >`(select max(${apiTokens.lastUsedAt}) from ${apiTokens} where ${apiTokens.personId} = ${people.id})`,
}

/** @param organisationIds null: all */
export function servicesOf(
  db: Reader | Transaction,
  organisationIds: readonly string[] | null,
): Promise<ServiceRow[]> {
  return db
    .select(columns)
    .from(people)
    .innerJoin(organisations, eq(organisations.id, people.organisationId))
    .where(
      and(
        eq(people.service, true),
        organisationIds === null ? undefined : inArray(people.organisationId, [...organisationIds]),
      ),
    )
    .orderBy(asc(organisations.plainName), asc(people.plainName))
    .limit(500)
}

export async function findService(db: Reader | Transaction, id: string): Promise<ServiceRow | null> {
  const [row] = await db
    .select(columns)
    .from(people)
    .innerJoin(organisations, eq(organisations.id, people.organisationId))
    .where(and(eq(people.id, id), eq(people.service, true)))
  return row ?? null
}

export async function findToken(tx: Transaction, personId: string, id: string): Promise<ApiTokenRow | null> {
  const [row] = await tx
    .select()
    .from(apiTokens)
    .where(and(eq(apiTokens.id, id), eq(apiTokens.personId, personId), isNull(apiTokens.revokedAt)))
  return row ?? null
}

export async function updateToken(tx: Transaction, id: string, set: Partial<ApiTokenRow>): Promise<void> {
  await tx.update(apiTokens).set(set).where(eq(apiTokens.id, id))
}

/** Tokens that end by then and whose holders were not told. */
export function endingTokens(
  tx: Transaction,
  now: number,
  until: number,
): Promise<
  { id: string; name: string; personId: string; organisationId: string; expiresAt: number | null }[]
> {
  return tx
    .select({
      id: apiTokens.id,
      name: apiTokens.name,
      personId: apiTokens.personId,
      organisationId: people.organisationId,
      expiresAt: apiTokens.expiresAt,
    })
    .from(apiTokens)
    .innerJoin(people, eq(people.id, apiTokens.personId))
    .where(
      and(
        gt(apiTokens.expiresAt, now),
        lte(apiTokens.expiresAt, until),
        isNull(apiTokens.warnedAt),
        isNull(apiTokens.revokedAt),
        isNull(people.disabledAt),
      ),
    )
    .limit(100)
}
