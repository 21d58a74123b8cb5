import { findTokenByHash } from '#domain/accounts/index.ts'
import {
  commentOnVote,
  handleComment,
  recordSearch,
  recordSuggestionOpened,
  recordSuggestionsShown,
  voteOnArticle,
} from '#domain/feedback/index.ts'
import type { Library } from '#domain/knowledge/index.ts'
import { type Context, visitor } from '#domain/shared/index.ts'
import { sha256 } from '../auth/hash.ts'
import type { Runtime } from '../runtime.ts'
import { readContent } from '../site/content.ts'
import { comments, searches, visits, votes } from './stories/feedback.ts'
import type { Name } from './stories/story.ts'

type Means = Pick<Runtime, 'database' | 'context' | 'config'>

const hour = 3_600_000

/** What readers searched, opened and thought of the articles in the weeks before now, through the verbs. */
export async function loadFeedback(runtime: Means, now: number = Date.now()): Promise<void> {
  const { library } = await readContent(runtime.config.contentDir)
  // The demo may be shown with other content: its readers have not been there.
  if (votes.some(({ id }) => library.find('pt', id) === null)) return
  const at = (hours: number): Context => ({ ...runtime.context(visitor, 'demo'), now: now - hours * hour })
  const as = async (who: Name, hours: number): Promise<Context> => {
    const found = await findTokenByHash(runtime.database.reader, sha256(`bal_demo_${who}`))
    if (!found) throw new Error(`no demo person ${who}`)
    return { ...at(hours), actor: { ...found.actor, scopes: 'all', tokenId: null } }
  }
  await runtime.database.write(async () => {
    for (const { id, yes, no } of votes) await vote(library, id, yes, no, at)
    for (const { id, hours, helpful, text, handled } of comments) {
      const url = urlOf(library, id)
      const ctx = at(hours)
      const given = await voteOnArticle(ctx, library, { article: url, helpful }, () => [ctx.ids.next()])
      await commentOnVote(ctx, library, { vote: given.id, comment: text })
      if (handled) await handleComment(await as('ines', hours - 3), { vote: given.id, handled: 'yes' })
    }
    for (const { q, times, found, opened, asked } of searches)
      for (let n = 0; n < times; n++)
        await recordSearch(at(9 + n * 31), library, {
          q,
          lang: 'pt',
          place: 'box',
          found,
          opened: opened ? urlOf(library, opened) : null,
          asked: n < asked,
        })
    for (const { who, hours, opened } of visits) {
      const visit = at(hours).ids.next()
      await recordSuggestionsShown(await as(who, hours), { visit, lang: 'pt', place: 'form' })
      if (opened)
        await recordSuggestionOpened(await as(who, hours), library, { visit, opened: urlOf(library, opened) })
    }
  })
}

function urlOf(library: Library, id: string): string {
  return library.find('pt', id)?.url ?? ''
}

async function vote(
  library: Library,
  id: string,
  yes: number,
  no: number,
  at: (hours: number) => Context,
): Promise<void> {
  const article = urlOf(library, id)
  for (let n = 0; n < yes + no; n++) {
    const ctx = at(5 + n * 13)
    const input = { article, helpful: n < yes ? 'yes' : 'no' }
    await voteOnArticle(ctx, library, input, () => [ctx.ids.next()])
  }
}
