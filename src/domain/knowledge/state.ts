import type { Article } from './article.ts'

/** Where an article stands in its life. Only what is `published` is in any page, index, feed or map. */
export type ArticleState = 'draft' | 'scheduled' | 'published' | 'expired' | 'archived'

type Dated = Pick<Article, 'status' | 'publishAt' | 'expireAt'> & Partial<Pick<Article, 'release'>>

/** @param now UTC epoch milliseconds */
export function stateOf({ status, publishAt, expireAt }: Dated, now: number): ArticleState {
  if (status !== 'published') return status
  if (publishAt !== null && Date.parse(publishAt) > now) return 'scheduled'
  return expireAt !== null && Date.parse(expireAt) <= now ? 'expired' : 'published'
}

/** Release notes under embargo are the house's alone until that minute; afterwards nothing tells that they were. */
export function inForce(article: Article, now: number): Article {
  const { release } = article
  const until = release?.embargoUntil
  if (!release || !until) return article
  if (Date.parse(until) > now) return { ...article, audience: 'staff' }
  return { ...article, release: { ...release, embargoUntil: null } }
}

/** The next moment after `now` at which an article comes or goes by itself; null: none. */
export function nextTurn(articles: readonly Dated[], now: number): number | null {
  const moments = articles
    .filter(({ status }) => status === 'published')
    .flatMap(({ publishAt, expireAt, release }) => [publishAt, expireAt, release?.embargoUntil])
    .flatMap((moment) => (moment ? [Date.parse(moment)] : []))
    .filter((at) => at > now)
  return moments.length === 0 ? null : Math.min(...moments)
}
