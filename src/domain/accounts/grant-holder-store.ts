import { and, eq, sql } from 'drizzle-orm'
import { apiTokens, partnerships, people } from '#db/schema/index.ts'
import type { Person, Reader } from '../shared/index.ts'
import { type ApiTokenRow, toActor } from './store.ts'

export type GrantHolder = {
  actor: Person
  disabled: boolean
  token: Pick<ApiTokenRow, 'revokedAt' | 'expiresAt' | 'dailyBytes'> | null
}

/** Whom a grant was given to, as they are now, with the right to fetch files and no other; null: there is no such person or token. */
export async function findGrantHolder(
  db: Reader,
  personId: string,
  tokenId: string | null,
): Promise<GrantHolder | null> {
  const [row] = await db
    .select({
      person: people,
      token: apiTokens,
      lookedAfter: sql<string>`(select json_group_array(${partnerships.organisationId}) from ${partnerships} where ${partnerships.partnerId} = ${people.organisationId})`,
    })
    .from(people)
    .leftJoin(apiTokens, and(eq(apiTokens.personId, people.id), eq(apiTokens.id, tokenId ?? '')))
    .where(eq(people.id, personId))
  if (!row || (tokenId !== null && row.token === null)) return null
  const scopes = row.token ? row.token.scopes.split(' ').includes('updates:read') : true
  return {
    actor: toActor(row.person, row.lookedAfter, { scopes: scopes ? ['updates:read'] : [], tokenId }),
    disabled: row.person.disabledAt !== null,
    token: row.token,
  }
}
