import type { APIContext } from 'astro'
import { type FeedEntry, readOwnFeed } from '#domain/releases/index.ts'
import { DomainError } from '#domain/shared/index.ts'
import { isLang, type Lang, texts } from '#i18n/index.ts'
import { sha256 } from '../auth/hash.ts'
import { escaped } from '../http/escaped.ts'
import { advisoryEntries } from './advisory-entries.ts'

export type Entry = { id: string; title: string; url: string; at: string; text: string }
type Feed = { person: { id: string; name: string }; entries: Entry[] }

const longest = 50

/** A release, and once more when it was withdrawn: readers show what they know already only by a new entry. */
function entriesOf(entry: FeedEntry, lang: Lang, origin: string): Entry[] {
  const { releases: t, machines: m } = texts(lang)
  const { product, version, productName, kind, severity, decision, withdrawn, cves } = entry
  const day = new Date(entry.publishedAt).toISOString().slice(0, 10)
  const tag = `tag:${new URL(origin).hostname},${day}:${product}/${version}`
  const url = `${origin}/${lang}/updates/${product}#v${version}`
  const at = new Date(entry.publishedAt).toISOString()
  const what = `${t.kinds[kind]}${severity ? `, ${t.severities[severity]}` : ''}`
  const text = [what, cves.join(', '), decision.allowed || withdrawn ? '' : t.reasons[decision.reason]]
  const out: Entry = {
    id: tag,
    title: `${productName} ${version}`,
    url,
    at,
    text: text.filter(Boolean).join('. '),
  }
  if (!withdrawn) return [out]
  const replaced = withdrawn.replacement ? ` ${t.replacedBy(withdrawn.replacement)}` : ''
  const title = m.feedWithdrawn(`${productName} ${version}`)
  return [{ ...out, id: `${tag}#withdrawn`, title, text: `${withdrawn.reason[lang]}${replaced}` }, out]
}

function atom({ person, entries }: Feed, lang: Lang, origin: string): string {
  const updated = entries[0]?.at ?? '1970-01-01T00:00:00.000Z'
  const items = entries.map(
    ({ id, title, url, at, text }) =>
      `<entry><id>${escaped(id)}</id><title>${escaped(title)}</title><link href="${escaped(url)}"/><updated>${at}</updated><summary>${escaped(text)}</summary></entry>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}"><id>${escaped(`tag:${new URL(origin).hostname},2026:mine/${person.id}`)}</id><title>${escaped(texts(lang).machines.feedOf(person.name))}</title><updated>${updated}</updated><author><name>Balcão</name></author>${items.join('\n')}</feed>
`
}

/** JSON Feed 1.1. */
function jsonFeed({ person, entries }: Feed, lang: Lang, origin: string): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: texts(lang).machines.feedOf(person.name),
    home_page_url: `${origin}/${lang}/updates`,
    language: lang,
    items: entries.map(({ id, title, url, at, text }) => ({
      id,
      title,
      url,
      date_published: at,
      content_text: text,
    })),
  })
}

/** `/feeds/{lang}/mine/{secret}.{atom,json}`: whoever has the address sees what its person may know of now. */
export async function ownFeedAnswer({ params, request, locals }: APIContext): Promise<Response> {
  const [, secret, format] = /^([a-z2-7]{40})\.(atom|json)$/.exec(params.feed ?? '') ?? []
  if (!isLang(params.lang) || !secret) throw new DomainError('not-found', 'feed-not-found')
  const { lang } = params
  const { person, entries: releases } = await readOwnFeed(locals.ctx, sha256(secret))
  const { origin } = locals.runtime.config.publicUrl
  const entries = [
    ...releases.flatMap((entry) => entriesOf(entry, lang, origin)),
    ...(await advisoryEntries({ ...locals.ctx, actor: person }, lang, origin)),
  ]
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, longest)
  const feed = { person, entries }
  const body = (format === 'atom' ? atom : jsonFeed)(feed, lang, origin)
  const tag = `"${sha256(body).slice(0, 32)}"`
  const headers = {
    ETag: tag,
    'Cache-Control': 'private, no-cache',
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex',
  }
  const known = (request.headers.get('if-none-match') ?? '').replaceAll('W/', '').split(/\s*,\s*/)
  if (known.includes(tag)) return new Response(null, { status: 304, headers })
  const type =
    format === 'atom' ? 'application/atom+xml; charset=utf-8' : 'application/feed+json; charset=utf-8'
  return new Response(body, { headers: { ...headers, 'Content-Type': type } })
}
