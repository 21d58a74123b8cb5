import { and, asc, eq, gt, isNull, lte } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { absences, people } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type AbsenceRow = typeof absences.$inferSelect

const deputies = alias(people, 'deputies')

/** Those that are not over, with names, soonest first. */
export function absencesFrom(
  db: Reader | Transaction,
  now: number,
): Promise<(AbsenceRow & { name: string; deputyName: string })[]> {
  return db
    .select({
      personId: absences.personId,
      deputyId: absences.deputyId,
      fromAt: absences.fromAt,
      untilAt: absences.untilAt,
      name: people.name,
      deputyName: deputies.name,
    })
    .from(absences)
    .innerJoin(people, eq(people.id, absences.personId))
    .innerJoin(deputies, eq(deputies.id, absences.deputyId))
    .where(and(gt(absences.untilAt, now), isNull(people.disabledAt)))
    .orderBy(asc(absences.fromAt))
    .limit(200)
}

/** Who stands in for somebody who is away now and may still work; null: they are there, or nobody does. */
export async function deputyOf(
  db: Reader | Transaction,
  personId: string,
  now: number,
): Promise<{ id: string; line: number | null } | null> {
  const [row] = await db
    .select({ id: people.id, line: people.line })
    .from(absences)
    .innerJoin(people, eq(people.id, absences.deputyId))
    .where(
      and(
        eq(absences.personId, personId),
        lte(absences.fromAt, now),
        gt(absences.untilAt, now),
        isNull(people.disabledAt),
      ),
    )
  return row ?? null
}

export async function putAbsence(tx: Transaction, row: AbsenceRow): Promise<void> {
  await tx.insert(absences).values(row).onConflictDoUpdate({ target: absences.personId, set: row })
}

export async function removeAbsence(tx: Transaction, personId: string): Promise<boolean> {
  const rows = await tx
    .delete(absences)
    .where(eq(absences.personId, personId))
    .returning({ personId: absences.personId })
  return rows.length > 0
}
