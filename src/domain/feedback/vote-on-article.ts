import { z } from 'zod'
import { type Library, openArticle } from '../knowledge/index.ts'
import { actorId, type Context, parse } from '../shared/index.ts'
import { findVote, insertVote, updateVote } from './store.ts'

export const voteSchema = z.object({
  /** The article's address from the root. */
  article: z.string().min(1).max(500),
  helpful: z.enum(['yes', 'no']).transform((answer) => answer === 'yes'),
})

/** How long a second answer to the same article replaces the first. */
export const mindChanges = 86_400_000

export type Vote = { id: string; helpful: boolean; replaced: boolean }

/**
 * Whether an article helped, said by whoever may read it.
 * @param library what this actor may know of
 * @param ids of this voter's vote on the article: the one to give it, and those an earlier one may have
 */
export async function voteOnArticle(
  ctx: Context,
  library: Pick<Library, 'atUrl'>,
  input: unknown,
  ids: (articleId: string) => readonly [string, ...string[]],
): Promise<Vote> {
  const { article: url, helpful } = parse(voteSchema, input)
  const article = openArticle(ctx, library.atUrl(url))
  const candidates = ids(`${article.lang} ${article.id}`)
  const personId = actorId(ctx.actor)
  return ctx.write(async (tx) => {
    const earlier = await findVote(tx, candidates, ctx.now - mindChanges)
    if (earlier) {
      await updateVote(tx, earlier.id, { helpful, at: ctx.now, personId: personId ?? earlier.personId })
      return { id: earlier.id, helpful, replaced: true }
    }
    const [id] = candidates
    const unsaid = { comment: null, handledAt: null, handledBy: null }
    await insertVote(tx, {
      id,
      articleId: article.id,
      lang: article.lang,
      helpful,
      personId,
      at: ctx.now,
      ...unsaid,
    })
    return { id, helpful, replaced: false }
  })
}
