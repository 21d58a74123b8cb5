import { type Actor, type Context, isStaff, notAllowed } from '../shared/index.ts'

const publishers = ['editor', 'supervisor', 'administrator']

/** Writes drafts and asks for their review: whoever belongs to the house, signed in by session. */
export function mayWriteArticles(actor: Actor): boolean {
  return actor.kind === 'system' || (actor.kind === 'person' && actor.scopes === 'all' && isStaff(actor))
}

export function mayPublishArticles(actor: Actor): boolean {
  return mayWriteArticles(actor) && (actor.kind !== 'person' || publishers.includes(actor.role))
}

export function requireWriter(ctx: Pick<Context, 'actor'>): void {
  if (!mayWriteArticles(ctx.actor)) throw notAllowed('articles-not-yours')
}

export function requirePublisher(ctx: Pick<Context, 'actor'>): void {
  requireWriter(ctx)
  if (!mayPublishArticles(ctx.actor)) throw notAllowed('publish-not-yours-articles')
}

/** Only the process that publishes takes runs and ends them. */
export function requireSystem(ctx: Pick<Context, 'actor'>): void {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
}
