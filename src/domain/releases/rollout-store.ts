import { eq } from 'drizzle-orm'
import { releases, rolloutRequests } from '#db/schema/index.ts'
import type { Transaction } from '../shared/index.ts'

/** @returns whether it was not there before */
export async function insertRolloutRequest(
  tx: Transaction,
  row: typeof rolloutRequests.$inferInsert,
): Promise<boolean> {
  const rows = await tx
    .insert(rolloutRequests)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: rolloutRequests.releaseId })
  return rows.length > 0
}

export async function setRolloutPercent(tx: Transaction, id: string, percent: number): Promise<void> {
  await tx.update(releases).set({ rolloutPercent: percent }).where(eq(releases.id, id))
}
