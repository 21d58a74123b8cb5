import { z } from 'zod'
import { type Context, decodeCursor, encodeCursor, type Page, parse } from '../shared/index.ts'
import type { ReleaseView } from './types.ts'
import { getProductUpdates } from './updates.ts'
import { compareVersions, parseVersion } from './version.ts'

export const listReleasesSchema = z.object({
  product: z.string().min(1).max(64),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** The releases of a product that the viewer may know of, the newest first, each with how it stands to them. */
export async function listReleases(ctx: Context, input: unknown): Promise<Page<ReleaseView>> {
  const { product, cursor, limit } = parse(listReleasesSchema, input)
  const { releases } = await getProductUpdates(ctx, { product })
  const [from] = decodeCursor(cursor) ?? []
  // A cursor that is made up names no version.
  const after = typeof from === 'string' ? parseVersion(from) : null
  const rest =
    after !== null ? releases.filter(({ version }) => compareVersions(version, after) < 0) : releases
  const items = rest.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rest.length > limit && last ? encodeCursor([last.version]) : null }
}
