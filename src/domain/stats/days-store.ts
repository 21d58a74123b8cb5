import { eq, lt, sql } from 'drizzle-orm'
import { factDays, staleDays } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { Range } from './period.ts'

export type By = 'all' | 'stays'

/** Days whose figures are kept and still right, by their first moment. */
export async function keptDays(db: Reader, by: By, { from, to }: Range): Promise<Map<number, string>> {
  const rows = await db.all<{ day: number; figures: string }>(sql`select d.day, d.figures from fact_days d
    where d.by = ${by} and d.day >= ${from} and d.day < ${to}
      and not exists (select 1 from stale_days s where s.day = d.day)`)
  return new Map(rows.map(({ day, figures }) => [day, figures]))
}

/** What was counted on those days is to be counted again. */
export async function markStale(tx: Transaction, days: readonly number[]): Promise<void> {
  if (days.length > 0)
    await tx
      .insert(staleDays)
      .values(days.map((day) => ({ day })))
      .onConflictDoNothing()
}

export async function someStaleDays(db: Reader, before: number, limit: number): Promise<number[]> {
  const rows = await db
    .select()
    .from(staleDays)
    .where(lt(staleDays.day, before))
    .orderBy(staleDays.day)
    .limit(limit)
  return rows.map(({ day }) => day)
}

export async function keepDay(
  tx: Transaction,
  day: number,
  figures: readonly (readonly [By, string])[],
): Promise<void> {
  for (const [by, text] of figures) {
    const row = { by, day, figures: text }
    await tx
      .insert(factDays)
      .values(row)
      .onConflictDoUpdate({ target: [factDays.by, factDays.day], set: { figures: text } })
  }
  await tx.delete(staleDays).where(eq(staleDays.day, day))
}
