import { listAdvisories } from '#domain/advisories/index.ts'
import { type Context, visitor } from '#domain/shared/index.ts'
import { type Lang, locale, texts } from '#i18n/index.ts'
import { escaped } from '../http/escaped.ts'
import type { Runtime } from '../runtime.ts'
import { renderMessage } from '../site/render-message.ts'
import type { Served } from './provider.ts'

type Entry = { id: string; url: string; title: string; html: string; summary: string; updatedAt: number }

/** The newest of the public advisories; a withdrawn one says so. RFC 4287 and JSON Feed 1.1. */
export async function advisoryFeed(
  runtime: Runtime,
  ctx: Context,
  lang: Lang,
  kind: 'atom' | 'json',
): Promise<Served> {
  const { items } = await listAdvisories({ ...ctx, actor: visitor }, {})
  const t = texts(lang).advisories
  const { origin, hostname } = runtime.config.publicUrl
  const { name, company } = runtime.site.catalogue.settings.site
  const entries = items.map((each): Entry => {
    const state = each.status === 'withdrawn' ? `${t.withdrawn}: ` : ''
    return {
      id: `tag:${hostname},2026:advisory/${each.tracking}`,
      url: `${origin}/${lang}/advisories/${each.tracking}`,
      title: `${state}${each.tracking}: ${each.title[lang]}`,
      html: renderMessage(each.summary[lang]),
      summary: `${t.severities[each.severity]}. ${each.statements.map(({ productName }) => productName).join(', ')}.`,
      updatedAt: each.revisions.at(-1)?.at ?? each.updatedAt,
    }
  })
  const updatedAt = Math.max(0, ...entries.map((entry) => entry.updatedAt))
  const title = `${name}: ${t.title}`
  const self = `${origin}/feeds/${lang}/advisories.${kind}`
  const home = `${origin}/${lang}/advisories/`
  if (kind === 'json') {
    const body = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title,
      home_page_url: home,
      feed_url: self,
      language: locale[lang],
      authors: [{ name: company }],
      items: entries.map(({ html, updatedAt: at, ...entry }) => ({
        ...entry,
        content_html: html,
        date_modified: new Date(at).toISOString(),
      })),
    })
    return { body, type: 'application/feed+json; charset=utf-8', updatedAt }
  }
  const rows = entries.map(
    (entry) =>
      `<entry><id>${entry.id}</id><title>${escaped(entry.title)}</title><link href="${entry.url}"/><updated>${new Date(entry.updatedAt).toISOString()}</updated><summary>${escaped(entry.summary)}</summary><content type="html">${escaped(entry.html)}</content></entry>`,
  )
  const body = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale[lang]}">
<id>${self}</id><title>${escaped(title)}</title><updated>${new Date(updatedAt).toISOString()}</updated>
<link rel="self" href="${self}"/><link href="${home}"/><author><name>${escaped(company)}</name></author>
${rows.join('\n')}
</feed>
`
  return { body, type: 'application/atom+xml; charset=utf-8', updatedAt }
}
