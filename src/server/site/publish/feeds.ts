import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type Article, type Library, newestReleases, withdrawnReleases } from '#domain/knowledge/index.ts'
import { dayOf, type Lang, langs, locale, texts } from '#i18n/index.ts'
import { escaped } from '../../http/escaped.ts'
import type { Text } from '../render-content.ts'
import type { Frame } from '../site-settings.ts'
import { writeText } from './write-file.ts'

const longest = 30

type Feed = { name: 'faq' | 'releases'; lang: Lang; title: string; home: string; articles: Article[] }

const dateOf = ({ updated, release }: Article): string =>
  `${release?.withdrawn ?? release?.date ?? updated}T00:00:00Z`

/** A withdrawal is an entry of its own, so that readers of the feed who saw the release see it too. */
const idOf = ({ lang, id, release }: Article): string =>
  `${lang}/${id}${release?.withdrawn ? '/withdrawn' : ''}`

function titleOf({ lang, title, release }: Article): string {
  const words = texts(lang).knowledge
  return release?.withdrawn ? words.withdrawnEntry(title) : title
}

function summaryOf({ lang, description, release }: Article): string {
  const { withdrawnOn, useInstead } = texts(lang).knowledge
  if (!release?.withdrawn) return description
  const instead = release.replacement ? ` ${useInstead(release.replacement)}` : ''
  return `${withdrawnOn(dayOf(lang, release.withdrawn))}${instead} ${description}`
}

function feedsOf(library: Library, { site }: Frame): Feed[] {
  return langs.flatMap((lang) => {
    const words = texts(lang).knowledge
    const questions = library.articles
      .filter((article) => article.kind === 'faq' && article.lang === lang && article.original === lang)
      .sort((a, b) => b.updated.localeCompare(a.updated) || a.url.localeCompare(b.url))
      .slice(0, longest)
    const releases = [...newestReleases(library, lang, longest), ...withdrawnReleases(library, lang, longest)]
      .filter(({ original }) => original === lang)
      .sort((a, b) => dateOf(b).localeCompare(dateOf(a)) || a.url.localeCompare(b.url))
      .slice(0, longest)
    return [
      {
        name: 'faq',
        lang,
        title: `${site.name}: ${words.faqTitle}`,
        home: `/${lang}/faq/`,
        articles: questions,
      },
      {
        name: 'releases',
        lang,
        title: `${site.name}: ${words.releasesTitle}`,
        home: `/${lang}/releases/`,
        articles: releases,
      },
    ] satisfies Feed[]
  })
}

/** Addresses in a text made whole, so that a reader elsewhere can follow them. */
const whole = (html: string, origin: string): string =>
  html
    .replace(/<a class="anchor"[^>]*><\/a>/g, '')
    .replace(/\s(href|src)="\//g, (_all, name: string) => ` ${name}="${origin}/`)

/** RFC 4287. The id of an entry is a tag URI (RFC 4151): it stays when the address changes. */
function atom(feed: Feed, { site, origin }: Frame, words: ReadonlyMap<string, string>): string {
  const self = `${origin}/feeds/${feed.lang}/${feed.name}.atom`
  const updated = feed.articles.map(dateOf).sort().at(-1) ?? '1970-01-01T00:00:00Z'
  const host = new URL(origin).hostname
  const entries = feed.articles.map((article) => {
    const url = origin + article.url
    return `<entry><id>tag:${host},2026:${idOf(article)}</id><title>${escaped(titleOf(article))}</title><link href="${url}"/><updated>${dateOf(article)}</updated><summary>${escaped(summaryOf(article))}</summary><content type="html">${escaped(words.get(article.url) ?? '')}</content></entry>`
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale[feed.lang]}">
<id>${self}</id><title>${escaped(feed.title)}</title><updated>${updated}</updated>
<link rel="self" href="${self}"/><link href="${origin}${feed.home}"/><author><name>${escaped(site.company)}</name></author>
${entries.join('\n')}
</feed>
`
}

/** JSON Feed 1.1. */
function json(feed: Feed, { site, origin }: Frame, words: ReadonlyMap<string, string>): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: origin + feed.home,
    feed_url: `${origin}/feeds/${feed.lang}/${feed.name}.json`,
    language: locale[feed.lang],
    authors: [{ name: site.company }],
    items: feed.articles.map((article) => ({
      id: createHash('sha256').update(idOf(article)).digest('hex').slice(0, 32),
      url: origin + article.url,
      title: titleOf(article),
      summary: summaryOf(article),
      content_html: words.get(article.url) ?? '',
      date_modified: dateOf(article),
    })),
  })
}

export const feedAddresses: readonly string[] = langs.flatMap((lang) =>
  ['faq', 'releases'].flatMap((name) => ['atom', 'json'].map((kind) => `/feeds/${lang}/${name}.${kind}`)),
)

/** `/feeds/{lang}/{faq,releases}.{atom,json}`: the newest of the public articles, with their texts. */
export function writeFeeds(
  client: string,
  library: Library,
  frame: Frame,
  textOf: (article: Article) => Text,
): void {
  for (const feed of feedsOf(library, frame)) {
    const words = new Map<string, string>()
    for (const article of feed.articles) words.set(article.url, whole(textOf(article).html, frame.origin))
    const base = join(client, 'feeds', feed.lang, feed.name)
    writeText(`${base}.atom`, atom(feed, frame, words))
    writeText(`${base}.json`, json(feed, frame, words))
  }
}
