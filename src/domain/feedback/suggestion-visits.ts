import { z } from 'zod'
import { type Library, openArticle } from '../knowledge/index.ts'
import { type Actor, type Context, isDesk, notAllowed, type Person, parse } from '../shared/index.ts'
import { mayLodge } from '../tickets/index.ts'
import { insertVisit, markOpened } from './store.ts'

const visitId = z.string().regex(/^[0-9A-Za-z-]{8,40}$/)

export const suggestionsShownSchema = z.object({
  visit: visitId,
  lang: z.enum(['pt', 'en']),
  place: z.enum(['form', 'nothing-found']),
})

export const suggestionOpenedSchema = z.object({ visit: visitId, opened: z.string().min(1).max(500) })

/** Whose visits are counted: those of people who ask for support, not of the desk that lodges on their behalf. */
export function countsVisits(actor: Actor): actor is Person {
  return mayLodge(actor) && !isDesk(actor)
}

/** Articles were suggested in this visit; however often they change, it counts once. */
export async function recordSuggestionsShown(ctx: Context, input: unknown): Promise<void> {
  const { actor } = ctx
  if (!countsVisits(actor)) throw notAllowed('tickets-not-yours')
  const { visit, lang, place } = parse(suggestionsShownSchema, input)
  const row = { id: visit, personId: actor.id, organisationId: actor.organisationId, lang, place }
  await ctx.write((tx) => insertVisit(tx, { ...row, shownAt: ctx.now }))
}

/** The first suggested article that was opened in a visit. */
export async function recordSuggestionOpened(
  ctx: Context,
  library: Pick<Library, 'atUrl'>,
  input: unknown,
): Promise<void> {
  const { actor } = ctx
  if (!countsVisits(actor)) throw notAllowed('tickets-not-yours')
  const { visit, opened } = parse(suggestionOpenedSchema, input)
  const article = openArticle(ctx, library.atUrl(opened))
  await ctx.write((tx) => markOpened(tx, { id: visit, personId: actor.id, opened: article.id, at: ctx.now }))
}
