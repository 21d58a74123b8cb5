import type { Context } from '#domain/shared/index.ts'
import { dimensions, type PeriodName } from '#domain/stats/index.ts'
import { type Lang, texts } from '#i18n/index.ts'
import { groupName, nameFor } from './names.ts'

/** What a kept report shows, in words: its period and what narrows it. */
export async function scopeWords(
  ctx: Context,
  lang: Lang,
  filter: Record<string, string>,
): Promise<string[]> {
  const { stats: t } = texts(lang)
  const period = (filter.period ?? 'month') as PeriodName
  const words = [
    period === 'custom' ? `${filter.from} – ${filter.to}` : (t.periods[period] ?? t.periods.month),
  ]
  for (const dimension of dimensions) {
    const value = filter[dimension]
    if (value) words.push(groupName(lang, dimension, value, await nameFor(ctx, dimension, value)))
  }
  const by = dimensions.find((dimension) => dimension === filter.by) ?? 'organisation'
  return [...words, t.by[by]]
}
