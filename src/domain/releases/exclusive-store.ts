import { inArray } from 'drizzle-orm'
import { releaseDrafts } from '#db/schema/index.ts'
import type { Reader } from '../shared/index.ts'

/** Notes of releases for some organisations alone, by release; those of the others are published as articles. */
export async function notesOfExclusive(
  db: Reader,
  releaseIds: readonly string[],
): Promise<Map<string, { pt: string; en: string }>> {
  if (releaseIds.length === 0) return new Map()
  const rows = await db
    .select({ id: releaseDrafts.releaseId, notes: releaseDrafts.notes })
    .from(releaseDrafts)
    .where(inArray(releaseDrafts.releaseId, [...releaseIds]))
  return new Map(rows.flatMap(({ id, notes }) => (notes ? [[id, notes]] : [])))
}
