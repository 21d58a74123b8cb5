/** A keyset page: rows in order, and the cursor that continues after the last one. */
export type Page<T> = { items: T[]; next: string | null }

/** Opaque to callers; holds the sort values of the last row. */
export function encodeCursor(values: readonly (string | number)[]): string {
  return btoa(encodeURIComponent(JSON.stringify(values)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** null when it is none of ours: the caller starts from the beginning. */
export function decodeCursor(cursor: string | null | undefined): (string | number)[] | null {
  if (!cursor) return null
  try {
    const values: unknown = JSON.parse(
      decodeURIComponent(atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))),
    )
    const valid = Array.isArray(values) && values.every((v) => typeof v === 'string' || typeof v === 'number')
    return valid ? values : null
  } catch {
    return null
  }
}

/** Cuts a result of `limit + 1` rows to a page. */
export function toPage<T>(rows: T[], limit: number, keys: (row: T) => (string | number)[]): Page<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? encodeCursor(keys(last)) : null }
}
