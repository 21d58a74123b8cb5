import { join } from 'node:path'
import { type Article, type Library, latestVersion } from '#domain/knowledge/index.ts'
import { type Lang, langs, texts } from '#i18n/index.ts'
import type { Frame } from '../site-settings.ts'
import { markdownFile } from './markdown-page.ts'
import { writeText } from './write-file.ts'

/** More than anybody's context holds. */
const longest = 5000

function linesOf(articles: readonly Article[], origin: string): string[] {
  return articles
    .filter(({ lang, original }) => lang === original)
    .map(({ title, url, description }) => `- [${title}](${origin}${markdownFile(url)}): ${description}`)
}

function sectionsOf(library: Library, lang: Lang): { title: string; articles: readonly Article[] }[] {
  const words = texts(lang).knowledge
  return [
    ...library.categories.map(({ id, title }) => ({
      title: title[lang],
      articles: library.questions(lang, id),
    })),
    ...Object.entries(library.manuals).map(([product, manual]) => ({
      title: `${manual.title[lang]} ${latestVersion(manual)}`,
      articles: library.pages(lang, product, latestVersion(manual)),
    })),
    ...library.products.map(({ id, name }) => ({
      title: words.releasesOf(name),
      articles: library.releases(lang, id).slice(0, 20),
    })),
  ].filter(({ articles }) => articles.length > 0)
}

/** `/llms.txt`: what there is to read for a language model, each as Markdown. */
export function writeLlms(client: string, library: Library, { site, origin }: Frame): void {
  const parts = langs.flatMap((lang) =>
    sectionsOf(library, lang).map(
      ({ title, articles }) => `## ${title}\n\n${linesOf(articles, origin).join('\n')}`,
    ),
  )
  const head = `# ${site.name}\n\n> ${site.tagline.en}\n\n${site.tagline.pt}`
  const text = `${head}\n\n${parts.join('\n\n')}\n`
  writeText(join(client, 'llms.txt'), `${text.split('\n').slice(0, longest).join('\n')}\n`)
}
