import type { Article } from './article.ts'

/** Where an article stands in its life. Only what is `published` is in any page, index, feed or map. */
export type ArticleState = 'draft' | 'scheduled' | 'published' | 'expired' | 'archived'

type Dated = Pick<Article, 'status' | 'publishAt' | 'expireAt'>

/** @param now UTC epoch milliseconds */
export function stateOf({ status, publishAt, expireAt }: Dated, now: number): ArticleState {
  if (status !== 'published') return status
  if (publishAt !== null && Date.parse(publishAt) > now) return 'scheduled'
  return expireAt !== null && Date.parse(expireAt) <= now ? 'expired' : 'published'
}

/** The next moment after `now` at which an article comes or goes by itself; null: none. */
export function nextTurn(articles: readonly Dated[], now: number): number | null {
  const moments = articles
    .filter(({ status }) => status === 'published')
    .flatMap(({ publishAt, expireAt }) => [publishAt, expireAt])
    .flatMap((moment) => (moment === null ? [] : [Date.parse(moment)]))
    .filter((at) => at > now)
  return moments.length === 0 ? null : Math.min(...moments)
}
