import { type Article, type Library, pathOf } from '#domain/knowledge/index.ts'
import type { Text } from '../render-content.ts'

/** Words of restricted articles that no public file may hold. */
export type Secrets = {
  /** Addresses of restricted articles, each with the file it is of. */
  urls: Readonly<Record<string, string>>
  /** Titles by their first word. */
  titles: Readonly<Record<string, { title: string; path: string }[]>>
  /** Sentences, each with the file it is of. */
  sentences: Readonly<Record<string, string>>
}

/** Shorter ones are nobody's secret: “Choose Save.” */
const shortest = 40

export function sentences(text: string): string[] {
  return text
    .split(/(?<=[.!?:])\s+|\n/)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .filter((sentence) => sentence.length >= shortest)
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" }

/** The words of a page; a block's end ends a line. */
export function wordsOf(html: string): string {
  return html
    .replace(/<\/?(a|abbr|b|code|em|i|kbd|mark|s|small|span|strong|sub|sup|time|wbr)\b[^>]*>/g, '')
    .replace(/<[^>]+>/g, '\n')
    .replace(/&(amp|lt|gt|quot|#39|#x27);/g, (whole, name: string) => entities[name] ?? whole)
}

const firstWord = (text: string): string => /[\p{L}\p{N}]+/u.exec(text)?.[0] ?? ''

export type RestrictedArticle = {
  path: string
  url: string
  title: string
  description: string
  blocks: readonly string[]
}

/** @param open descriptions of public articles: a sentence of theirs is no secret */
export function secretsOf(articles: readonly RestrictedArticle[], open: ReadonlySet<string>): Secrets {
  const urls: Record<string, string> = {}
  const titles: Record<string, { title: string; path: string }[]> = Object.create(null)
  const told: Record<string, string> = Object.create(null)
  const known = new Set([...open].flatMap(sentences))
  for (const { path, url, title, description, blocks } of articles) {
    urls[url] = path
    const held = titles[firstWord(title)] ?? []
    held.push({ title, path })
    titles[firstWord(title)] = held
    for (const block of [description, ...blocks]) {
      for (const sentence of sentences(block)) if (!known.has(sentence)) told[sentence] = path
    }
  }
  return { urls, titles, sentences: told }
}

/** What a library tells to some alone. */
export function secretsIn({ articles }: Library, textOf: (article: Article) => Text): Secrets {
  const written = articles.filter(({ lang, original }) => lang === original)
  const restricted = written
    .filter(({ audience }) => audience !== 'public')
    .map((article) => ({ ...article, path: pathOf(article), blocks: textOf(article).blocks }))
  const open = written.filter(({ audience }) => audience === 'public').map(({ description }) => description)
  return secretsOf(restricted, new Set(open))
}

/**
 * Path of a restricted article whose words, title or address are in the text; null: none.
 * @param own blocks of the public articles that the text shows: what a public article says is no secret
 */
export function leakIn(
  text: string,
  html: boolean,
  secrets: Secrets,
  own: readonly string[] = [],
): string | null {
  for (const [, url = ''] of text.matchAll(/["(]([^"()\s]*\/)["#?)]/g)) {
    const path = secrets.urls[url.replace(/^https?:\/\/[^/]+/, '')]
    if (path) return path
  }
  if (Object.keys(secrets.urls).length === 0) return null
  const words = html ? wordsOf(text) : text
  for (const { 0: word, index } of words.matchAll(/[\p{L}\p{N}]+/gu)) {
    const named = secrets.titles[word]?.find(({ title }) => {
      const from = Math.max(index - title.indexOf(word), 0)
      const ends = !/[\p{L}\p{N}]/u.test(words.charAt(from + title.length))
      return (
        ends && words.startsWith(title, from) && (title.includes(' ') || isLine(words, from, title.length))
      )
    })
    if (named) return named.path
  }
  const told = sentences(words).filter((each) => secrets.sentences[each] !== undefined)
  if (told.length === 0) return null
  const open = new Set(own.flatMap(sentences))
  const sentence = told.find((each) => !open.has(each))
  return sentence === undefined ? null : (secrets.sentences[sentence] ?? null)
}

/** A title of one word is a word like any other, unless it stands alone. */
function isLine(words: string, from: number, length: number): boolean {
  const [before, after] = [words.lastIndexOf('\n', from), words.indexOf('\n', from)]
  return words.slice(before + 1, after === -1 ? undefined : after).trim().length === length
}
