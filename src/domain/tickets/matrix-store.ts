import { desc, eq } from 'drizzle-orm'
import { people, priorityMatrices } from '#db/schema/index.ts'
import { prepared, type Reader, type Transaction } from '../shared/index.ts'

type Found = {
  version: number
  matrix: Record<string, Record<string, string>>
  reason: string
  by: string | null
  createdAt: number
}

const newest = prepared((db) =>
  db
    .select({
      version: priorityMatrices.version,
      matrix: priorityMatrices.matrix,
      reason: priorityMatrices.reason,
      by: people.name,
      createdAt: priorityMatrices.createdAt,
    })
    .from(priorityMatrices)
    .leftJoin(people, eq(people.id, priorityMatrices.definedBy))
    .orderBy(desc(priorityMatrices.version))
    .limit(1)
    .prepare(),
)

export async function findMatrix(db: Reader | Transaction): Promise<Found | null> {
  const [row] = await newest(db as Reader).all()
  return row ?? null
}

export async function insertMatrix(
  tx: Transaction,
  row: Omit<typeof priorityMatrices.$inferInsert, 'version'>,
): Promise<void> {
  await tx.insert(priorityMatrices).values(row)
}
