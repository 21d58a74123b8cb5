import { z } from 'zod'
import type { Library } from '../knowledge/index.ts'
import { type Context, invalid, parse } from '../shared/index.ts'
import { foldQuery } from './fold.ts'
import { deleteSearchesBefore, upsertSearch } from './store.ts'

export const searchEndedSchema = z.object({
  /** Given where the page has written the search down already. */
  id: z
    .string()
    .regex(/^[0-9A-Za-z-]{8,40}$/)
    .optional(),
  q: z
    .string()
    .transform((q) => q.replace(/\s+/g, ' ').trim().slice(0, 200))
    .pipe(z.string().min(1)),
  lang: z.enum(['pt', 'en']),
  place: z.enum(['box', 'page', 'form']),
  found: z.int().min(0).max(100_000),
  /** Address of the first result opened. */
  opened: z.string().max(500).nullish(),
  /** Went on to the ticket form. */
  asked: z.boolean().default(false),
})

/**
 * One search, when it has ended. Nothing of who searched is kept.
 * @param library what this actor may know of: an address outside it counts as none opened
 */
export async function recordSearch(
  ctx: Context,
  library: Pick<Library, 'atUrl'>,
  input: unknown,
): Promise<{ id: string }> {
  const { opened, ...search } = parse(searchEndedSchema, input)
  const folded = foldQuery(search.q, search.lang)
  if (folded === '') throw invalid([{ field: 'q', code: 'invalid' }])
  const id = search.id ?? ctx.ids.next()
  const article = opened ? library.atUrl(opened) : null
  const row = { ...search, id, folded, opened: article?.id ?? null, at: ctx.now }
  await ctx.write((tx) => upsertSearch(tx, row))
  return { id }
}

const kept = 400 * 86_400_000

/** Searches older than 400 days are removed. */
export async function sweepSearches(ctx: Context): Promise<void> {
  await ctx.write((tx) => deleteSearchesBefore(tx, ctx.now - kept))
}
