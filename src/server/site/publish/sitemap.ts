import { join } from 'node:path'
import { alternatesOf, categoryUrl, type Library, manualUrl } from '#domain/knowledge/index.ts'
import { type Lang, langs } from '#i18n/index.ts'
import { writeText } from './write-file.ts'

type Place = { addresses: Record<Lang, string>; languages: readonly Lang[]; updated: string | null }

function eachIn(addressOf: (lang: Lang) => string): Place[] {
  const addresses = { pt: addressOf('pt'), en: addressOf('en') }
  return [{ addresses, languages: langs, updated: null }]
}

function placesOf(library: Library): Place[] {
  const { articles, categories, manuals } = library
  const asked = categories.filter(({ id }) => langs.some((lang) => library.questions(lang, id).length > 0))
  return [
    ...['', 'faq/', 'manuals/', 'releases/'].flatMap((page) => eachIn((lang) => `/${lang}/${page}`)),
    ...asked.flatMap((category) => eachIn((lang) => categoryUrl(lang, category))),
    ...Object.entries(manuals).flatMap(([product, { versions }]) =>
      versions.flatMap(({ version }) => eachIn((lang) => manualUrl(lang, product, version))),
    ),
    ...articles
      .filter(({ lang, original }) => lang === original)
      .map((article) => {
        const { addresses, translated } = alternatesOf(library, article)
        return { addresses, languages: translated ? langs : [article.lang], updated: article.updated }
      }),
  ]
}

/** `sitemap-index.xml`, `sitemap-0.xml` and `robots.txt`: the public articles and the pages that lead to them. */
export function writeSitemap(folder: string, library: Library, origin: string): void {
  const seen = new Set<string>()
  const urls = placesOf(library).flatMap(({ addresses, languages, updated }) =>
    languages.flatMap((lang) => {
      const address = addresses[lang]
      if (seen.has(address)) return []
      seen.add(address)
      const links = languages
        .map((each) => `<xhtml:link rel="alternate" hreflang="${each}" href="${origin}${addresses[each]}"/>`)
        .join('')
      const date = updated ? `<lastmod>${updated}</lastmod>` : ''
      return [`<url><loc>${origin}${address}</loc>${date}${languages.length > 1 ? links : ''}</url>`]
    }),
  )
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n'
  const space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
  // One sitemap may hold 50,000 addresses.
  const parts = Array.from({ length: Math.ceil(urls.length / 50_000) }, (_, at) =>
    urls.slice(at * 50_000, (at + 1) * 50_000),
  )
  for (const [at, part] of parts.entries()) {
    const body = `<urlset ${space} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${part.join('\n')}\n</urlset>\n`
    writeText(join(folder, `sitemap-${at}.xml`), head + body)
  }
  const index = parts.map((_, at) => `<sitemap><loc>${origin}/sitemap-${at}.xml</loc></sitemap>`).join('\n')
  writeText(join(folder, 'sitemap-index.xml'), `${head}<sitemapindex ${space}>\n${index}\n</sitemapindex>\n`)
  const closed = ['account', 'desk', 'admin', 'tickets', 'updates', 'search/?', 'login'].flatMap((page) =>
    langs.map((lang) => `Disallow: /${lang}/${page}`),
  )
  const robots = [
    'User-agent: *',
    ...closed,
    'Disallow: /api/',
    '',
    `Sitemap: ${origin}/sitemap-index.xml`,
    '',
  ]
  writeText(join(folder, 'robots.txt'), robots.join('\n'))
}
