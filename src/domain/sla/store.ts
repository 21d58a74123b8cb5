import { and, desc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import { calendars, contracts, organisations, serviceLevels } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { OwnDays } from './calendar-definition.ts'

export type LevelRow = { id: string; version: number; name: string; definition: unknown }
export type ContractLevel = LevelRow & {
  calendarVersions: Record<string, number>
  /** Days of every year on which the organisation is not served. */
  closedDays: OwnDays | null
}

/** The newest version of every calendar, as a JSON object. */
const calendarVersions = sql<string>`(select json_group_object(id, version) from (select id, max(version) as version from calendars group by id))`

/** The newest version of the level that the organisation's contract in force promises; null: no such contract. */
export async function findContractLevel(
  db: Reader | Transaction,
  organisationId: string,
  now: number,
): Promise<ContractLevel | null> {
  const [row] = await db
    .select({
      id: serviceLevels.id,
      version: serviceLevels.version,
      name: serviceLevels.name,
      definition: serviceLevels.definition,
      calendarVersions,
      closedDays: organisations.closedDays,
    })
    .from(contracts)
    .innerJoin(organisations, eq(organisations.id, contracts.organisationId))
    .innerJoin(serviceLevels, eq(serviceLevels.id, contracts.level))
    .where(
      and(
        eq(contracts.organisationId, organisationId),
        isNull(contracts.suspendedAt),
        lte(contracts.startsAt, now),
        or(isNull(contracts.endsAt), gt(contracts.endsAt, now)),
      ),
    )
    .orderBy(desc(contracts.startsAt), desc(serviceLevels.version))
    .limit(1)
  if (!row) return null
  return { ...row, calendarVersions: JSON.parse(row.calendarVersions) as Record<string, number> }
}

export async function findLevelNewest(db: Reader | Transaction, id: string): Promise<LevelRow | null> {
  const [row] = await db
    .select()
    .from(serviceLevels)
    .where(eq(serviceLevels.id, id))
    .orderBy(desc(serviceLevels.version))
    .limit(1)
  return row ?? null
}

export async function insertLevel(tx: Transaction, row: typeof serviceLevels.$inferInsert): Promise<void> {
  await tx.insert(serviceLevels).values(row)
}

export async function insertCalendar(tx: Transaction, row: typeof calendars.$inferInsert): Promise<void> {
  await tx.insert(calendars).values(row)
}

/** The newest version of every calendar and service level, as they are defined. */
export async function newestTerms(db: Reader): Promise<{ calendars: object[]; levels: object[] }> {
  const heldCalendars = await db.select().from(calendars).orderBy(calendars.id, desc(calendars.version))
  const heldLevels = await db
    .select()
    .from(serviceLevels)
    .orderBy(serviceLevels.id, desc(serviceLevels.version))
  const newest = <T extends { id: string }>(rows: readonly T[]): T[] =>
    rows.filter(({ id }, at) => rows[at - 1]?.id !== id)
  return {
    calendars: newest(heldCalendars).map(({ id, definition }) => ({ id, ...definition })),
    levels: newest(heldLevels).map(({ id, name, definition }) => ({ id, name, ...definition })),
  }
}

export async function findLevel(
  db: Reader | Transaction,
  id: string,
  version: number,
): Promise<LevelRow | null> {
  const [row] = await db
    .select()
    .from(serviceLevels)
    .where(and(eq(serviceLevels.id, id), eq(serviceLevels.version, version)))
  return row ?? null
}

/** @param version null: the newest */
export async function findCalendar(
  db: Reader | Transaction,
  id: string,
  version: number | null,
): Promise<{ version: number; definition: unknown } | null> {
  const [row] = await db
    .select({ version: calendars.version, definition: calendars.definition })
    .from(calendars)
    .where(and(eq(calendars.id, id), version === null ? undefined : eq(calendars.version, version)))
    .orderBy(desc(calendars.version))
    .limit(1)
  return row ?? null
}
