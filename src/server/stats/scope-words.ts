import { allProducts, deskPeople, findOrganisation } from '#domain/accounts/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { type Dimension, dimensions, type PeriodName } from '#domain/stats/index.ts'
import { type Lang, texts } from '#i18n/index.ts'

/** What a kept report shows, in words: its period and what narrows it. */
export async function scopeWords(
  ctx: Context,
  lang: Lang,
  filter: Record<string, string>,
): Promise<string[]> {
  const { stats: t, tickets } = texts(lang)
  const period = (filter.period ?? 'month') as PeriodName
  const words = [
    period === 'custom' ? `${filter.from} – ${filter.to}` : (t.periods[period] ?? t.periods.month),
  ]
  for (const dimension of dimensions) {
    const value = filter[dimension]
    if (value) words.push(await called(ctx, lang, dimension, value))
  }
  const by = dimensions.find((dimension) => dimension === filter.by) ?? 'organisation'
  return [...words, t.by[by]]

  async function called(ctx: Context, lang: Lang, dimension: Dimension, value: string): Promise<string> {
    if (value === 'none') return texts(lang).stats.none[dimension]
    if (dimension === 'line') return tickets.lineOf(Number(value))
    if (dimension === 'priority') return tickets.levels[value as 'low'] ?? value
    if (dimension === 'organisation') return (await findOrganisation(ctx.db, value))?.name ?? value
    const all = dimension === 'product' ? await allProducts(ctx.db) : await deskPeople(ctx.db)
    return all.find(({ id }) => id === value)?.name ?? value
  }
}
