import { eq, sql } from 'drizzle-orm'
import { partnerships, people, personFeeds } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type FeedRow = typeof personFeeds.$inferSelect

export async function feedOf(db: Reader, personId: string): Promise<FeedRow | null> {
  const [row] = await db.select().from(personFeeds).where(eq(personFeeds.personId, personId))
  return row ?? null
}

/** One a person: an earlier address stops working. */
export async function putFeed(tx: Transaction, row: typeof personFeeds.$inferInsert): Promise<void> {
  await tx.delete(personFeeds).where(eq(personFeeds.personId, row.personId))
  await tx.insert(personFeeds).values(row)
}

export async function dropFeed(tx: Transaction, personId: string): Promise<boolean> {
  const rows = await tx.delete(personFeeds).where(eq(personFeeds.personId, personId)).returning()
  return rows.length > 0
}

export async function touchFeed(tx: Transaction, id: string, at: number): Promise<void> {
  await tx.update(personFeeds).set({ lastUsedAt: at }).where(eq(personFeeds.id, id))
}

/** @param id SHA-256 (hex) of the secret */
export async function feedById(
  db: Reader,
  id: string,
): Promise<{ feed: FeedRow; person: typeof people.$inferSelect; lookedAfter: string[] } | null> {
  const [row] = await db
    .select({
      feed: personFeeds,
      person: people,
      lookedAfter: sql<string>`(select json_group_array(${partnerships.organisationId}) from ${partnerships} where ${partnerships.partnerId} = ${people.organisationId})`,
    })
    .from(personFeeds)
    .innerJoin(people, eq(people.id, personFeeds.personId))
    .where(eq(personFeeds.id, id))
  return row ? { ...row, lookedAfter: JSON.parse(row.lookedAfter) as string[] } : null
}
