import { eq } from 'drizzle-orm'
import { ratings } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type RatingRow = typeof ratings.$inferSelect

export async function insertRating(tx: Transaction, row: RatingRow): Promise<void> {
  const { score, comment, personId, createdAt } = row
  await tx
    .insert(ratings)
    .values(row)
    .onConflictDoUpdate({ target: ratings.ticketId, set: { score, comment, personId, createdAt } })
}

export async function findRating(db: Reader, ticketId: number): Promise<RatingRow | null> {
  const [row] = await db.select().from(ratings).where(eq(ratings.ticketId, ticketId))
  return row ?? null
}
