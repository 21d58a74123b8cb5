import { describe, expect, it } from 'vitest'
import {
  approveEdit,
  archiveArticle,
  askReview,
  currentEdit,
  latestPublishes,
  mergeEdit,
  notesOf,
  openEdit,
  publishDue,
  publishEdit,
  returnEdit,
  revisionsOf,
  saveEdit,
  scheduleEdit,
  unscheduleEdit,
} from '#domain/editing/index.ts'
import { createNewsroom, key, minute, type Newsroom, path, refusal, tuesday } from './support.ts'

const system = { kind: 'system', name: 'test' } as const
const fault = { file: path, line: 3, field: 'title', expected: 'words' }

/** A working copy with the text `second`, at revision 2. */
async function drafted(room: Newsroom, who: 'eva' | 'ines' = 'ines'): Promise<void> {
  const context = await room.as(who)
  await openEdit(context, key, await room.file(), room.folder)
  await saveEdit(context, { ...key, revision: 1, text: 'second' }, await room.file(), room.folder)
}

describe('publishing', () => {
  it('puts the text in its file, keeps it as a revision, commits, and asks for the site', async () => {
    const room = await createNewsroom()
    await drafted(room, 'eva')
    const result = await publishEdit(await room.as('ines'), { ...key, revision: 2 }, room.folder)
    expect(result).toMatchObject({ published: { revision: 3, commit: 'c0ffee' } })
    expect(await room.file()).toBe('second')
    expect(await currentEdit(await room.as('ines'), key)).toBeNull()
    expect((await revisionsOf(await room.as('ines'), key)).items[0]).toMatchObject({
      cause: 'published',
      person: { id: 'ines' },
    })
    expect(room.folder.commits).toEqual([
      { path, author: (await room.person('eva')).name, committer: (await room.person('ines')).name },
    ])
    expect(await latestPublishes(await room.as('eva'))).toMatchObject([{ state: 'queued', cause: 'edit' }])
    expect(await room.events()).toEqual(['article.saved', 'article.published'])
  })

  it('is not for agents, and not of what was saved since', async () => {
    const room = await createNewsroom()
    await drafted(room, 'eva')
    const input = { ...key, revision: 2 }
    expect(await refusal(publishEdit(await room.as('eva'), input, room.folder))).toMatchObject({
      code: 'publish-not-yours-articles',
    })
    expect(await refusal(publishEdit(await room.as('ana'), input, room.folder))).toMatchObject({
      code: 'articles-not-yours',
    })
    expect(
      await refusal(publishEdit(await room.as('ines'), { ...key, revision: 1 }, room.folder)),
    ).toMatchObject({
      code: 'edit-changed',
    })
    expect(
      await refusal(publishEdit(await room.as('ines'), { ...input, lang: 'en' }, room.folder)),
    ).toMatchObject({
      code: 'edit-not-found',
    })
    expect(await room.file()).toBe('first')
  })

  it('is refused by faults; references to what is not there yet only where nobody agreed to them', async () => {
    const room = await createNewsroom()
    await drafted(room)
    room.folder.faults = [{ ...fault, dangling: true }]
    const context = await room.as('ines')
    expect(await publishEdit(context, { ...key, revision: 2 }, room.folder)).toEqual({
      faults: room.folder.faults,
    })
    expect(await room.file()).toBe('first')
    expect(await publishEdit(context, { ...key, revision: 2, dangling: true }, room.folder)).toHaveProperty(
      'published',
    )
  })

  it('over a file that somebody changed compares, and goes on when the two are one', async () => {
    const room = await createNewsroom()
    await drafted(room)
    room.folder.files.set(path, 'outside')
    const context = await room.as('ines')
    expect(await publishEdit(context, { ...key, revision: 2 }, room.folder)).toEqual({
      conflict: {
        base: 'first',
        theirs: 'outside',
        mine: 'second',
        revision: 2,
        fileHash: 'hash of outside',
      },
    })
    expect(await room.file()).toBe('outside')
    const merged = { ...key, revision: 2, text: 'second and outside' }
    await mergeEdit(context, merged, 'outside', 'hash of outside', room.folder)
    const edit = await currentEdit(context, key)
    expect(edit).toMatchObject({ baseText: 'outside', text: 'second and outside' })
    await publishEdit(context, { ...key, revision: edit?.revision }, room.folder)
    expect(await room.file()).toBe('second and outside')
  })

  it.each(['put', 'keep'] as const)(
    'that was killed at “%s” is done again by the next turn',
    async (step) => {
      const room = await createNewsroom()
      await drafted(room)
      room.folder.broken = step
      await expect(publishEdit(await room.as('ines'), { ...key, revision: 2 }, room.folder)).rejects.toThrow(
        'killed',
      )
      expect(await currentEdit(await room.as('ines'), key)).toMatchObject({
        state: 'scheduled',
        text: 'second',
      })
      room.folder.broken = null
      expect(await publishDue(await room.as(system, tuesday + minute), room.folder)).toBe(1)
      expect(await room.file()).toBe('second')
      expect(await currentEdit(await room.as('ines'), key)).toBeNull()
      expect(await publishDue(await room.as(system, tuesday + minute), room.folder)).toBe(0)
    },
  )

  it('archives by the file', async () => {
    const room = await createNewsroom()
    const context = await room.as('ines')
    await openEdit(context, key, 'first', room.folder)
    const write = { ...key, revision: 1, text: 'first, archived' }
    expect(await refusal(archiveArticle(await room.as('eva'), write, 'first', room.folder))).toMatchObject({
      kind: 'not-allowed',
    })
    expect(await refusal(archiveArticle(context, write, null, room.folder))).toMatchObject({
      kind: 'not-found',
    })
    await archiveArticle(context, write, 'first', room.folder)
    expect(await room.file()).toBe('first, archived')
    expect((await revisionsOf(context, key)).items[0]?.cause).toBe('archived')
    await drafted(room).catch(() => undefined)
    await saveEdit(context, { ...key, revision: 3, text: 'again' }, await room.file(), room.folder)
    expect(await refusal(archiveArticle(context, { ...write, revision: 4 }, 'x', room.folder))).toMatchObject(
      {
        code: 'edit-open',
      },
    )
  })
})

describe('a schedule', () => {
  it('publishes at its moment and not before', async () => {
    const room = await createNewsroom()
    await drafted(room)
    const at = tuesday + 60 * minute
    const input = { ...key, revision: 2, publishAt: at }
    expect(await refusal(scheduleEdit(await room.as('eva'), input))).toMatchObject({ kind: 'not-allowed' })
    expect(
      (await refusal(scheduleEdit(await room.as('ines'), { ...input, publishAt: tuesday }))).fields,
    ).toEqual(['publishAt: in-the-past'])
    await scheduleEdit(await room.as('ines'), input)
    expect(await refusal(publishDue(await room.as('ines', at), room.folder))).toMatchObject({
      code: 'system-only',
    })
    expect(await publishDue(await room.as(system, at - 1), room.folder)).toBe(0)
    expect(await publishDue(await room.as(system, at), room.folder)).toBe(1)
    expect(await room.file()).toBe('second')
    expect(await room.events()).toEqual(['article.saved', 'article.scheduled', 'article.published'])
  })

  it('is taken back, and is over when an agent writes something else', async () => {
    const room = await createNewsroom()
    await drafted(room)
    const input = { ...key, revision: 2, publishAt: tuesday + minute }
    await scheduleEdit(await room.as('ines'), input)
    await unscheduleEdit(await room.as('helena'), input)
    expect(await refusal(unscheduleEdit(await room.as('helena'), input))).toMatchObject({
      code: 'edit-not-scheduled',
    })
    await scheduleEdit(await room.as('ines'), input)
    await saveEdit(await room.as('eva'), { ...key, revision: 2, text: 'third' }, 'first', room.folder)
    expect(await currentEdit(await room.as('ines'), key)).toMatchObject({ state: 'review', publishAt: null })
    expect(await publishDue(await room.as(system, tuesday + 2 * minute), room.folder)).toBe(0)
  })

  it('that cannot be kept becomes a draft again and says why', async () => {
    const room = await createNewsroom()
    await drafted(room)
    await scheduleEdit(await room.as('ines'), { ...key, revision: 2, publishAt: tuesday + 1 })
    room.folder.faults = [fault]
    expect(await publishDue(await room.as(system, tuesday + minute), room.folder)).toBe(0)
    expect(await currentEdit(await room.as('ines'), key)).toMatchObject({ state: 'draft', text: 'second' })
    expect((await notesOf(await room.as('ines'), key))[0]).toMatchObject({
      kind: 'publish-refused',
      person: null,
      faults: [fault],
    })
  })
})

describe('a review', () => {
  it('is asked, answered with words, asked again and ended by publishing', async () => {
    const room = await createNewsroom()
    await drafted(room, 'eva')
    const input = { ...key, revision: 2 }
    const [eva, helena] = [await room.as('eva'), await room.as('helena')]
    expect((await refusal(askReview(eva, { ...input, reviewer: 'ana' }))).fields).toEqual([
      'reviewer: unknown',
    ])
    await askReview(eva, { ...input, reviewer: 'helena', words: 'Está certo?' })
    expect(await currentEdit(eva, key)).toMatchObject({ state: 'review', reviewer: { id: 'helena' } })
    expect(await refusal(askReview(eva, input))).toMatchObject({ code: 'edit-not-draft' })
    expect((await refusal(returnEdit(helena, { ...input, words: ' ' }))).fields).toEqual(['words: required'])
    expect(await refusal(returnEdit(eva, { ...input, words: 'x' }))).toMatchObject({ kind: 'not-allowed' })
    await returnEdit(helena, { ...input, words: 'Falta o passo 3.' })
    expect((await notesOf(eva, key))[0]).toMatchObject({ kind: 'returned', words: 'Falta o passo 3.' })
    expect(await refusal(approveEdit(helena, input))).toMatchObject({ code: 'edit-not-in-review' })
    await askReview(eva, input)
    expect(await refusal(approveEdit(eva, input))).toMatchObject({ kind: 'not-allowed' })
    await approveEdit(helena, input)
    await publishEdit(helena, input, room.folder)
    expect(await room.events()).toEqual([
      'article.saved',
      'article.review-asked',
      'article.returned',
      'article.review-asked',
      'article.approved',
      'article.published',
    ])
  })

  it('agrees to the text that was read and to no other', async () => {
    const room = await createNewsroom()
    await drafted(room, 'eva')
    await askReview(await room.as('eva'), { ...key, revision: 2 })
    await saveEdit(await room.as('eva'), { ...key, revision: 2, text: 'third' }, 'first', room.folder)
    expect(await refusal(approveEdit(await room.as('helena'), { ...key, revision: 2 }))).toMatchObject({
      code: 'edit-changed',
    })
  })
})
