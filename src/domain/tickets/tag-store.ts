import { and, asc, desc, eq } from 'drizzle-orm'
import { tags, ticketTags } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export async function tagsOf(db: Reader | Transaction, ticketId: number): Promise<string[]> {
  const rows = await db
    .select({ tag: ticketTags.tag })
    .from(ticketTags)
    .where(eq(ticketTags.ticketId, ticketId))
    .orderBy(asc(ticketTags.tag))
  return rows.map(({ tag }) => tag)
}

/** Those used of late, for suggestions. */
export async function knownTags(db: Reader): Promise<string[]> {
  const rows = await db.select({ tag: tags.tag }).from(tags).orderBy(desc(tags.lastUsedAt)).limit(100)
  return rows.map(({ tag }) => tag)
}

export async function insertTag(tx: Transaction, ticketId: number, tag: string, at: number): Promise<void> {
  await tx.insert(ticketTags).values({ ticketId, tag }).onConflictDoNothing()
  await tx
    .insert(tags)
    .values({ tag, lastUsedAt: at })
    .onConflictDoUpdate({ target: tags.tag, set: { lastUsedAt: at } })
}

/** @returns false: it had no such tag */
export async function deleteTag(tx: Transaction, ticketId: number, tag: string): Promise<boolean> {
  const gone = await tx
    .delete(ticketTags)
    .where(and(eq(ticketTags.ticketId, ticketId), eq(ticketTags.tag, tag)))
    .returning({ tag: ticketTags.tag })
  return gone.length > 0
}
