import type { Reader } from './context.ts'

/**
 * A query that every request asks: built once for each database instead of each time, which takes longer than the
 * query itself.
 * @param build ends with drizzle's `prepare()`, its values as `sql.placeholder(…)`
 */
export function prepared<T>(build: (db: Reader) => T): (db: Reader) => T {
  const held = new WeakMap<Reader, T>()
  return (db) => {
    const query = held.get(db) ?? build(db)
    held.set(db, query)
    return query
  }
}
