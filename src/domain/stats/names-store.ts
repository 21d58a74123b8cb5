import { inArray, sql } from 'drizzle-orm'
import { organisations, people, products, requestTypes, serviceLevels, teams } from '#db/schema/index.ts'
import type { Reader } from '../shared/index.ts'
import type { Dimension } from './metrics.ts'

export type Names = Readonly<Record<'pt' | 'en', string>>

/** A name: its own, or one in each language. */
export type Called = string | Names

const named = { organisation: organisations, product: products, agent: people, team: teams }

/** What groups are called; a line and a priority have no name of their own. */
export async function namesOf(
  db: Reader,
  by: Dimension,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Called>> {
  if (ids.length === 0 || by === 'line' || by === 'priority') return new Map()
  if (by === 'requestType') {
    const { id, names } = requestTypes
    const rows = await db
      .select({ id, names })
      .from(requestTypes)
      .where(inArray(id, [...ids]))
    return new Map(rows.map((row) => [row.id, row.names]))
  }
  const table = named[by]
  const rows = await db
    .select({ id: table.id, name: table.name })
    .from(table)
    .where(inArray(table.id, [...ids]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Whom a report can be narrowed to; of a very large house, the first by name. */
export async function organisationChoices(db: Reader): Promise<{ id: string; name: string }[]> {
  // As one text: the client takes three times as long to make so many rows.
  const [row] = await db.all<{ ids: string; names: string }>(
    sql`select json_group_array(id) as ids, json_group_array(name) as names from
      (select id, name from organisations where kind <> 'house' order by plain_name, id limit 500)`,
  )
  const names = JSON.parse(row?.names ?? '[]') as string[]
  return (JSON.parse(row?.ids ?? '[]') as string[]).map((id, n) => ({ id, name: names[n] ?? id }))
}

export function levelNames(db: Reader): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: serviceLevels.id, name: serviceLevels.name })
    .from(serviceLevels)
    .orderBy(serviceLevels.version)
}
