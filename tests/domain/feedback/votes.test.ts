import { describe, expect, it } from 'vitest'
import { commentOnVote, handleComment, reportList, voteOnArticle } from '#domain/feedback/index.ts'
import { visitor } from '#domain/shared/index.ts'
import { refusal } from '#tests/domain/tickets/support.ts'
import { createWorld, tuesday, type World } from '#tests/support/world.ts'
import { article, day, hour, libraryOf, rows } from './support.ts'

const open = article('locked')
const hidden = article('staff', { audience: 'staff' })
const all = [open, hidden]
const ids = (voter: string) => (key: string) => [`${voter} ${key}`] as const

async function vote(world: World, helpful: string, voter = 'somebody', now = tuesday) {
  const ctx = await world.as(visitor, now)
  return voteOnArticle(ctx, libraryOf(all, visitor), { article: open.url, helpful }, ids(voter))
}

describe('voting', () => {
  it('takes a vote of somebody who is not signed in, and keeps no more than the answer', async () => {
    const world = await createWorld()
    const { id } = await vote(world, 'yes')
    expect(await rows(world, 'select * from article_votes')).toEqual([
      {
        id,
        article_id: 'faq/access/locked',
        lang: 'pt',
        helpful: 1,
        comment: null,
        person_id: null,
        at: tuesday,
        handled_at: null,
        handled_by: null,
      },
    ])
  })

  it('lets somebody change their mind for a day; after it, or by another, it is another vote', async () => {
    const world = await createWorld()
    await vote(world, 'yes')
    expect(await vote(world, 'no', 'somebody', tuesday + day - 1)).toMatchObject({ replaced: true })
    expect(await vote(world, 'yes', 'another')).toMatchObject({ replaced: false })
    expect(await rows(world, 'select helpful, at from article_votes order by at')).toEqual([
      { helpful: 1, at: tuesday },
      { helpful: 0, at: tuesday + day - 1 },
    ])
  })

  it('knows the vote of the day before by its other id', async () => {
    const world = await createWorld()
    await vote(world, 'yes')
    const ctx = await world.as(visitor, tuesday + hour)
    const both = (key: string) => [`new ${key}`, `somebody ${key}`] as const
    const again = { article: open.url, helpful: 'no' }
    expect(await voteOnArticle(ctx, libraryOf(all), again, both)).toMatchObject({ replaced: true })
    expect(await rows(world, 'select count(*) as n from article_votes')).toEqual([{ n: 1 }])
  })

  it('keeps who voted when they are signed in', async () => {
    const world = await createWorld()
    const ctx = await world.as('ana')
    await voteOnArticle(ctx, libraryOf(all, ctx.actor), { article: open.url, helpful: 'no' }, ids('ana'))
    expect(await rows(world, 'select person_id from article_votes')).toEqual([{ person_id: 'ana' }])
  })

  it('gives the same answer for an article that is not for them and one that is not there', async () => {
    const world = await createWorld()
    const ctx = await world.as('ana')
    for (const url of [hidden.url, '/pt/faq/acesso/nada/']) {
      const input = { article: url, helpful: 'yes' }
      // Even where the library handed in holds it.
      const refused = await refusal(voteOnArticle(ctx, libraryOf(all), input, ids('ana')))
      expect(refused).toMatchObject({ kind: 'not-found', code: 'article-not-found' })
    }
    const staff = await world.as('ines')
    const input = { article: hidden.url, helpful: 'yes' }
    expect(await voteOnArticle(staff, libraryOf(all), input, ids('ines'))).toMatchObject({ helpful: true })
  })

  it('refuses an answer that is none', async () => {
    const world = await createWorld()
    expect(await refusal(vote(world, 'perhaps'))).toMatchObject({
      kind: 'invalid',
      fields: ['helpful: invalid'],
    })
  })
})

describe('a comment', () => {
  it('waits for an editor, who deals with it; both are on record', async () => {
    const world = await createWorld()
    const { id } = await vote(world, 'no')
    const library = libraryOf(all)
    await commentOnVote(await world.as(visitor), library, { vote: id, comment: ' Falta\r\no passo 3. ' })
    const ines = await world.as('ines', tuesday + hour)
    const waiting = await reportList(ines, library, 'comments', {})
    expect(waiting.items).toMatchObject([
      {
        vote: id,
        helpful: false,
        comment: 'Falta\no passo 3.',
        title: open.title,
        url: open.url,
        handledAt: null,
      },
    ])
    await handleComment(ines, { vote: id, handled: 'yes' })
    await handleComment(ines, { vote: id, handled: 'yes' })
    expect((await reportList(ines, library, 'comments', {})).items).toEqual([])
    const ofArticle = await reportList(ines, library, 'comments', { article: open.id })
    expect(ofArticle.items).toMatchObject([{ handledAt: tuesday + hour, handledBy: 'Inês Falcão' }])
    await handleComment(ines, { vote: id, handled: 'no' })
    expect((await reportList(ines, library, 'comments', {})).items).toHaveLength(1)
    expect(await rows(world, 'select type, actor_id, subject from events order by id')).toEqual([
      { type: 'article.commented', actor_id: null, subject: 'article:pt/faq/access/locked' },
      { type: 'article-comment.handled', actor_id: 'ines', subject: 'article:pt/faq/access/locked' },
      { type: 'article-comment.reopened', actor_id: 'ines', subject: 'article:pt/faq/access/locked' },
    ])
  })

  it('is short, and not empty', async () => {
    const world = await createWorld()
    const { id } = await vote(world, 'no')
    const say = async (comment: string) =>
      commentOnVote(await world.as(visitor), libraryOf(all), { vote: id, comment })
    expect(await refusal(say('x'.repeat(2001)))).toMatchObject({ fields: ['comment: too-long'] })
    expect(await refusal(say('  '))).toMatchObject({ fields: ['comment: required'] })
    await say('x'.repeat(2000))
  })

  it('belongs to the vote of the same person, for a day', async () => {
    const world = await createWorld()
    const ana = await world.as('ana')
    const input = { article: open.url, helpful: 'no' }
    const { id } = await voteOnArticle(ana, libraryOf(all), input, ids('ana'))
    const comment = { vote: id, comment: 'olá' }
    const library = libraryOf(all)
    expect(await refusal(commentOnVote(await world.as('carla'), library, comment))).toMatchObject({
      kind: 'not-found',
    })
    expect(
      await refusal(commentOnVote(await world.as('ana', tuesday + day), library, comment)),
    ).toMatchObject({
      kind: 'not-found',
    })
    expect(await refusal(commentOnVote(ana, library, { ...comment, vote: 'other' }))).toMatchObject({
      kind: 'not-found',
    })
    await commentOnVote(ana, library, comment)
  })

  it('is dealt with by staff alone, and only where there is one', async () => {
    const world = await createWorld()
    const { id } = await vote(world, 'no')
    const handled = { vote: id, handled: 'yes' }
    expect(await refusal(handleComment(await world.as('ana'), handled))).toMatchObject({
      kind: 'not-allowed',
    })
    expect(await refusal(handleComment(await world.as(visitor), handled))).toMatchObject({
      kind: 'not-allowed',
    })
    expect(await refusal(handleComment(await world.as('ines'), handled))).toMatchObject({
      kind: 'not-found',
      code: 'comment-not-found',
    })
  })
})
