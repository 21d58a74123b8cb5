import { isAdvisoryOut, listAdvisories } from '#domain/advisories/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { type Lang, texts } from '#i18n/index.ts'
import type { Entry } from './own-feed.ts'

/** The newest advisories that the reader may know of, as entries that are another as the advisory changes. */
export async function advisoryEntries(ctx: Context, lang: Lang, origin: string): Promise<Entry[]> {
  const { advisories: t } = texts(lang)
  const { items } = await listAdvisories(ctx, {})
  return items.flatMap((advisory) => {
    const { tracking, tlp, severity, title, cve, status, publishedAt, updatedAt } = advisory
    // A reader elsewhere keeps what it read: neither what is to come nor what is for its addressees' eyes alone.
    if (tlp === 'red' || publishedAt === null || !isAdvisoryOut(advisory, ctx.now)) return []
    const day = new Date(publishedAt).toISOString().slice(0, 10)
    const name = `${tracking}: ${title[lang]}`
    return {
      id: `tag:${new URL(origin).hostname},${day}:${tracking}`,
      title: status === 'withdrawn' ? `${t.withdrawn}: ${name}` : name,
      url: `${origin}/${lang}/advisories/${tracking}`,
      at: new Date(Math.max(publishedAt, updatedAt)).toISOString(),
      text: [t.severities[severity], cve, t.tlps[tlp]].filter(Boolean).join('. '),
    }
  })
}
