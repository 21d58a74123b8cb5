import { eq, getTableColumns } from 'drizzle-orm'
import { people, ratings } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

type RatingRow = typeof ratings.$inferSelect

export type Rating = RatingRow & { personName: string }

export async function insertRating(tx: Transaction, row: RatingRow): Promise<void> {
  const { score, comment, personId, createdAt } = row
  await tx
    .insert(ratings)
    .values(row)
    .onConflictDoUpdate({ target: ratings.ticketId, set: { score, comment, personId, createdAt } })
}

export async function findRating(db: Reader | Transaction, ticketId: number): Promise<Rating | null> {
  const [row] = await db
    .select({ ...getTableColumns(ratings), personName: people.name })
    .from(ratings)
    .innerJoin(people, eq(people.id, ratings.personId))
    .where(eq(ratings.ticketId, ticketId))
  return row ?? null
}
