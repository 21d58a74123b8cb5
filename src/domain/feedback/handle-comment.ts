import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { actorId, type Context, isStaff, notAllowed, notFound, parse } from '../shared/index.ts'
import { articleSubject } from './comment-on-vote.ts'
import { findVote, updateVote } from './store.ts'

export const handleCommentSchema = z.object({
  vote: z.string().min(1).max(64),
  /** `no` puts it back among those that wait. */
  handled: z.enum(['yes', 'no']).transform((answer) => answer === 'yes'),
})

/** An editor has dealt with a comment, or takes that back. */
export async function handleComment(ctx: Context, input: unknown): Promise<void> {
  if (!isStaff(ctx.actor)) throw notAllowed('staff-only')
  const { vote: id, handled } = parse(handleCommentSchema, input)
  await ctx.write(async (tx) => {
    const vote = await findVote(tx, [id], 0)
    if (!vote || vote.comment === null) throw notFound('comment')
    if ((vote.handledAt !== null) === handled) return
    const set = handled
      ? { handledAt: ctx.now, handledBy: actorId(ctx.actor) }
      : { handledAt: null, handledBy: null }
    await updateVote(tx, vote.id, set)
    await recordEvent(ctx, tx, {
      type: handled ? 'article-comment.handled' : 'article-comment.reopened',
      subject: articleSubject(vote),
      data: { vote: vote.id },
    })
  })
}
