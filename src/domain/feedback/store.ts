import { and, desc, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm'
import {
  articleAddresses,
  articleCitations,
  articleVotes,
  messages,
  searches,
  suggestionVisits,
} from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { ArticleKey } from './types.ts'

export type VoteRow = typeof articleVotes.$inferSelect
export type SearchRow = typeof searches.$inferInsert
export type VisitRow = typeof suggestionVisits.$inferInsert

/** The newest of these votes given after a moment, or null. */
export async function findVote(
  db: Reader | Transaction,
  ids: readonly string[],
  after: number,
): Promise<VoteRow | null> {
  const [row] = await db
    .select()
    .from(articleVotes)
    .where(and(inArray(articleVotes.id, [...ids]), gt(articleVotes.at, after)))
    .orderBy(desc(articleVotes.at))
    .limit(1)
  return row ?? null
}

export async function insertVote(tx: Transaction, row: VoteRow): Promise<void> {
  await tx.insert(articleVotes).values(row)
}

export async function updateVote(tx: Transaction, id: string, set: Partial<VoteRow>): Promise<void> {
  await tx.update(articleVotes).set(set).where(eq(articleVotes.id, id))
}

/** A search that is there already is told how it ended: the page wrote it down before that was known. */
export async function upsertSearch(tx: Transaction, row: SearchRow): Promise<void> {
  await tx
    .insert(searches)
    .values(row)
    .onConflictDoUpdate({
      target: searches.id,
      set: { opened: sql`coalesce(${searches.opened}, excluded.opened)`, asked: sql`excluded.asked` },
      setWhere: eq(searches.folded, row.folded),
    })
}

export async function deleteSearchesBefore(tx: Transaction, at: number): Promise<void> {
  await tx.delete(searches).where(lt(searches.at, at))
}

export async function insertVisit(tx: Transaction, row: VisitRow): Promise<void> {
  await tx.insert(suggestionVisits).values(row).onConflictDoNothing()
}

/** Only the person's own visit, and only the first article. */
export async function markOpened(
  tx: Transaction,
  visit: { id: string; personId: string; opened: string; at: number },
): Promise<void> {
  await tx
    .update(suggestionVisits)
    .set({ opened: visit.opened, openedAt: visit.at })
    .where(
      and(
        eq(suggestionVisits.id, visit.id),
        eq(suggestionVisits.personId, visit.personId),
        isNull(suggestionVisits.openedAt),
      ),
    )
}

/** The message as rendered, if the customer sees it. */
export async function customerMessage(tx: Transaction, id: number): Promise<string | null> {
  const [row] = await tx
    .select({ html: messages.html })
    .from(messages)
    .where(and(eq(messages.id, id), eq(messages.audience, 'customer')))
  return row?.html ?? null
}

export async function articleAt(db: Reader | Transaction, url: string): Promise<ArticleKey | null> {
  const [row] = await db
    .select({ id: articleAddresses.articleId, lang: articleAddresses.lang })
    .from(articleAddresses)
    .where(eq(articleAddresses.url, url))
  return row ?? null
}

export async function insertCitation(
  tx: Transaction,
  { id, lang }: ArticleKey,
  ticketId: number,
  at: number,
): Promise<void> {
  await tx.insert(articleCitations).values({ articleId: id, lang, ticketId, at }).onConflictDoNothing()
}
