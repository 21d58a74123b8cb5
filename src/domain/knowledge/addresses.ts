import { z } from 'zod'
import type { Transaction } from '../shared/index.ts'
import type { Article, Lang } from './article.ts'
import type { Library } from './library.ts'
import type { Redirect } from './relations.ts'
import { insertAddresses, type KnownAddress, moveAddresses } from './store.ts'

/** An article that is now elsewhere: its file was moved or renamed. */
export type Move = { lang: Lang; from: string; to: string }

type Words = (article: Pick<Article, 'id' | 'lang'>) => string | undefined

/**
 * Articles that vanished from one place and came up in another: with the same words, or with the same name in another folder.
 * @param keyOf what an article's text is made of, now
 * @param keyBefore the same of the release before
 */
export function movesOf(
  known: readonly KnownAddress[],
  library: Library,
  keyOf: Words,
  keyBefore: Words,
): Move[] {
  const before = new Map(known.map((row) => [`${row.lang} ${row.articleId}`, row]))
  const gone = [...before.values()].filter(({ lang, articleId }) => library.find(lang, articleId) === null)
  if (gone.length === 0) return []
  const fresh = library.articles.filter(
    ({ lang, original, id }) => lang === original && !before.has(`${lang} ${id}`),
  )
  const nameOf = (id: string): string => id.split('/').at(-1) ?? ''
  return gone.flatMap(({ lang, articleId }) => {
    const shelf = articleId.split('/')[0]
    const candidates = fresh.filter((article) => article.lang === lang && article.id.startsWith(`${shelf}/`))
    const words = keyBefore({ id: articleId, lang })
    const found =
      candidates.find((article) => words !== undefined && keyOf(article) === words) ??
      candidates.find(({ id }) => nameOf(id) === nameOf(articleId) && shelf !== 'manuals')
    return found ? [{ lang, from: articleId, to: found.id }] : []
  })
}

/** Old addresses, each to where its article is now. */
export function addressRedirects(
  known: readonly KnownAddress[],
  moves: readonly Move[],
  library: Library,
): Redirect[] {
  const moved = new Map(moves.map(({ lang, from, to }) => [`${lang} ${from}`, to]))
  return known.flatMap(({ url, lang, articleId }) => {
    if (library.atUrl(url)) return []
    const article = library.find(lang, moved.get(`${lang} ${articleId}`) ?? articleId)
    return article ? [{ from: url, to: article.url }] : []
  })
}

/** Remembers where each article is now, so that its address leads to it for ever. */
export async function recordAddresses(
  tx: Transaction,
  known: readonly KnownAddress[],
  moves: readonly Move[],
  library: Library,
  now: number,
): Promise<void> {
  for (const move of moves) await moveAddresses(tx, move)
  const held = new Map(known.map((row) => [row.url, row]))
  const fresh = library.articles.filter(({ lang, original, url, id }) => {
    const row = held.get(url)
    return lang === original && (row?.articleId !== id || row.lang !== lang)
  })
  await insertAddresses(
    tx,
    fresh.map(({ url, id, lang }) => ({ url, articleId: id, lang, since: now })),
  )
}

/** Redirects that a person keeps by hand, in the content's `redirects.yaml`: addresses of another site, for instance. */
export const redirectsSchema = z.record(
  z.string().regex(/^\/[^\s?#]*$/, 'an address of this portal, beginning with /'),
  z.string().regex(/^(\/[^\s]*|https?:\/\/[^\s]+)$/, 'an address'),
)
