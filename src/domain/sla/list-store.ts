import { count, sql } from 'drizzle-orm'
import { calendars, contracts, serviceLevels } from '#db/schema/index.ts'
import type { Reader } from '../shared/index.ts'

export function newestCalendars(db: Reader): Promise<(typeof calendars.$inferSelect)[]> {
  return db
    .select()
    .from(calendars)
    .where(sql`${calendars.version} = (select max(c.version) from calendars c where c.id = calendars.id)`)
    .orderBy(calendars.id)
    .limit(500)
}

export function newestLevels(db: Reader): Promise<(typeof serviceLevels.$inferSelect)[]> {
  return db
    .select()
    .from(serviceLevels)
    .where(
      sql`${serviceLevels.version} = (select max(s.version) from service_levels s where s.id = service_levels.id)`,
    )
    .orderBy(serviceLevels.name)
    .limit(500)
}

export async function contractsByLevel(db: Reader): Promise<Map<string, number>> {
  const rows = await db
    .select({ level: contracts.level, n: count() })
    .from(contracts)
    .groupBy(contracts.level)
  return new Map(rows.map(({ level, n }) => [level, n]))
}
