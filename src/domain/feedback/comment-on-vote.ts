import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { type Library, mayRead as mayReadArticle } from '../knowledge/index.ts'
import { actorId, type Context, notFound, parse, type Reader, type Transaction } from '../shared/index.ts'
import { findVote, updateVote, type VoteRow } from './store.ts'
import { mindChanges } from './vote-on-article.ts'

export const commentSchema = z.object({
  vote: z.string().min(1).max(64),
  comment: z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n').replaceAll('\0', '').trim())
    .pipe(z.string().min(1).max(2000)),
})

export function articleSubject({ lang, articleId }: Pick<VoteRow, 'lang' | 'articleId'>): string {
  return `article:${lang}/${articleId}`
}

/**
 * The vote that an id names, for a day after it was given. Who knows the id gave the vote: it cannot be guessed.
 * A vote of somebody who was signed in stays theirs.
 */
export async function getOwnVote(
  ctx: Context,
  library: Pick<Library, 'find'>,
  id: string,
  db: Reader | Transaction = ctx.db,
): Promise<VoteRow> {
  const vote = await findVote(db, [id], ctx.now - mindChanges)
  const article = vote && library.find(vote.lang, vote.articleId)
  const theirs = vote && (vote.personId === null || vote.personId === actorId(ctx.actor))
  if (!article || !theirs || !mayReadArticle(ctx.actor, article)) throw notFound('vote')
  return vote
}

/** Says why the article helped or did not; it waits for an editor. */
export async function commentOnVote(
  ctx: Context,
  library: Pick<Library, 'find'>,
  input: unknown,
): Promise<void> {
  const { vote: id, comment } = parse(commentSchema, input)
  await ctx.write(async (tx) => {
    const vote = await getOwnVote(ctx, library, id, tx)
    await updateVote(tx, vote.id, { comment, handledAt: null, handledBy: null })
    await recordEvent(ctx, tx, {
      type: 'article.commented',
      subject: articleSubject(vote),
      data: { vote: vote.id, helpful: vote.helpful },
    })
  })
}
