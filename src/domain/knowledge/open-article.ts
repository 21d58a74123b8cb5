import { type Context, notFound } from '../shared/index.ts'
import type { Article } from './article.ts'
import { mayRead } from './audience.ts'

/** The article, if this actor may read it. Not for you and not there are one answer: the title itself may be a secret. */
export function openArticle(ctx: Pick<Context, 'actor'>, article: Article | null): Article {
  if (!article || !mayRead(ctx.actor, article)) throw notFound('article')
  return article
}
