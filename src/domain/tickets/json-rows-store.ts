import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../shared/index.ts'

/**
 * What a query selects, as one JSON object a row; names are ours, expressions SQL. The database client makes
 * properties of every column of every row, which takes longer than most of these queries: one JSON text does not.
 */
export function jsonObject(columns: Readonly<Record<string, string>>): string {
  return `json_object(${Object.entries(columns)
    .map(([name, expression]) => `'${name}', ${expression}`)
    .join(', ')})`
}

/**
 * @param object by `jsonObject`
 * @param order also of the rows inside the JSON
 */
export async function jsonRows<T>(db: Reader, object: string, from: SQL, order: SQL): Promise<T[]> {
  const query = sql`select json_group_array(${sql.raw(object)} order by ${order}) as rows ${from}`
  const [row] = await db.all<{ rows: string }>(query)
  return JSON.parse(row?.rows ?? '[]') as T[]
}
