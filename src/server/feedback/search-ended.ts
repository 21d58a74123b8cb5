import {
  countsVisits,
  nearestArticles,
  recordSearch,
  recordSuggestionsShown,
  type Suggestion,
} from '#domain/feedback/index.ts'
import { type Context, isDomainError } from '#domain/shared/index.ts'
import type { Lang } from '#i18n/index.ts'
import { unlessFull } from '../no-room.ts'
import type { Runtime } from '../runtime.ts'
import { articleUrlOf } from './article-url.ts'
import { clientOf, isPrefetch } from './client-of.ts'

type Astro = { request: Request; locals: { clientAddress?: string } }

/**
 * Writes one ended search down. @returns its id; null: there have been too many from this address, it is no search, or there
 * is no room for it
 */
export async function noteSearch(
  runtime: Runtime,
  ctx: Context,
  astro: Astro,
  input: Record<string, unknown>,
): Promise<string | null> {
  const alias = runtime.voters.alias(clientOf(astro).address, ctx.now)
  const opened = typeof input['opened'] === 'string' ? articleUrlOf(runtime.site, input['opened']) : null
  try {
    if ((await runtime.limits.searches.take(alias)) > 0) return null
    return (await recordSearch(ctx, runtime.site.libraryFor(ctx.actor), { ...input, opened })).id
  } catch (error) {
    if (isDomainError(error)) return null
    throw error
  }
}

export type NothingFound = {
  /** Of the search as it was written down, for a script to say how it ended. */
  search: string | null
  nearest: Suggestion[]
  /** Where the suggestions count; null: nobody is signed in, or staff. */
  visit: string | null
}

/**
 * What a search page that found nothing offers. It is written down at once: without a script nobody would say later.
 * @param filtered nothing of this kind or product says nothing of the rest
 */
export async function nothingFound(
  runtime: Runtime,
  ctx: Context,
  astro: Astro,
  { q, lang, filtered }: { q: string; lang: Lang; filtered: boolean },
): Promise<NothingFound> {
  const nearest = await nearestArticles(ctx, { q, lang })
  if (filtered || isPrefetch(astro.request)) return { search: null, nearest, visit: null }
  const input = { q, lang, place: 'page', found: 0 }
  const search = await noteSearch(runtime, ctx, astro, input)
  if (nearest.length === 0 || !countsVisits(ctx.actor)) return { search, nearest, visit: null }
  const visit = ctx.ids.next()
  await unlessFull(recordSuggestionsShown(ctx, { visit, lang, place: 'nothing-found' }))
  return { search, nearest, visit }
}
