import { z } from 'zod'
import { type Context, decodeCursor, isDesk, notFound, type Page, parse, toPage } from '../shared/index.ts'
import { type DownloadRow, downloadRows } from './history-store.ts'
import { requireReader } from './require-reader.ts'

const blank = z.literal('').transform(() => undefined)
const date = z.union([blank, z.iso.date()]).optional()

export const listDownloadsSchema = z.object({
  /** Absent: the actor's own organisation. */
  organisation: z.union([blank, z.string().max(64)]).optional(),
  product: z.union([blank, z.string().max(64)]).optional(),
  /** Part of a version, such as `7.5`. */
  version: z.union([blank, z.string().trim().max(40)]).optional(),
  completed: z.union([blank, z.enum(['yes', 'no'])]).optional(),
  /** First and last day (UTC). */
  from: date,
  until: date,
  cursor: z.string().max(500).optional(),
})

export type DownloadFilter = Omit<z.output<typeof listDownloadsSchema>, 'cursor' | 'organisation'>
export type Download = DownloadRow

/**
 * What was fetched for one organisation, the latest first: for its people, its partners and the desk.
 * @throws DomainError `not-found` for an organisation that is not theirs
 */
export async function listDownloads(ctx: Context, input: unknown, size = 50): Promise<Page<Download>> {
  const actor = requireReader(ctx)
  const { cursor, organisation = actor.organisationId, ...filter } = parse(listDownloadsSchema, input)
  const theirs = actor.organisationIds.includes(organisation)
  if (!theirs && !(isDesk(actor) && actor.scopes === 'all')) throw notFound('organisation')
  const [at, id] = decodeCursor(cursor) ?? []
  const before = typeof at === 'number' && typeof id === 'string' ? { at, id } : null
  const rows = await downloadRows(ctx.db, organisation, filter, before, size + 1)
  return toPage(rows, size, (row) => [row.grantedAt, row.id])
}
