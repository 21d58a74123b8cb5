import {
  countsVisits,
  recordSuggestionsShown,
  type Suggestion,
  suggestArticles,
} from '#domain/feedback/index.ts'
import { type Context, isDomainError } from '#domain/shared/index.ts'
import type { Lang } from '#i18n/index.ts'

/** Articles for the subject of a form that comes back to its sender, counted as shown. */
export async function suggestionsFor(
  ctx: Context,
  lang: Lang,
  values: (name: string) => string,
): Promise<Suggestion[]> {
  const items = await suggestArticles(ctx, {
    q: values('subject'),
    lang,
    product: values('product').slice(0, 60),
  })
  if (items.length === 0 || !countsVisits(ctx.actor)) return items
  const shown = { visit: values('visit'), lang, place: 'form' }
  // A form without the field is no reason to refuse the page.
  await recordSuggestionsShown(ctx, shown).catch((error) => {
    if (!isDomainError(error)) throw error
  })
  return items
}
