import { describe, expect, it } from 'vitest'
import {
  currentEdit,
  discardEdit,
  getRevision,
  listEdits,
  mergeEdit,
  noteFiles,
  openEdit,
  restoreRevision,
  revisionsOf,
  type Saved,
  saveEdit,
  startEdit,
} from '#domain/editing/index.ts'
import { createNewsroom, key, minute, type Newsroom, outsiders, refusal, tuesday } from './support.ts'

async function save(
  room: Newsroom,
  who: 'ines' | 'eva' | 'helena',
  revision: number,
  text: string,
): Promise<Saved> {
  const write = { ...key, revision, text, why: ` because  of ${text}` }
  return saveEdit(await room.as(who, tuesday + minute), write, await room.file(), room.folder)
}

describe('a save', () => {
  it('begins a working copy from the file, and goes on from its own revision', async () => {
    const room = await createNewsroom()
    const opened = await openEdit(await room.as('ines'), key, 'first', room.folder)
    expect(opened).toMatchObject({ edit: null, text: 'first', revision: 1 })
    expect(await save(room, 'ines', 1, 'second')).toEqual({ saved: { revision: 2, changed: true } })
    expect(await save(room, 'eva', 2, 'third')).toEqual({ saved: { revision: 3, changed: true } })
    expect(await save(room, 'eva', 3, 'third')).toEqual({ saved: { revision: 3, changed: false } })
    expect(await currentEdit(await room.as('helena'), key)).toMatchObject({
      text: 'third',
      state: 'draft',
      revision: 3,
      baseHash: 'hash of first',
      baseText: 'first',
      owner: { id: 'ines' },
      updatedBy: { id: 'eva' },
      updatedAt: tuesday + minute,
    })
    const { items } = await revisionsOf(await room.as('eva'), key)
    expect(items.map(({ number, cause, why, person }) => [number, cause, why, person?.id ?? null])).toEqual([
      [3, 'saved', 'because of third', 'eva'],
      [2, 'saved', 'because of second', 'ines'],
      [1, 'file', '', null],
    ])
    expect(await room.events()).toEqual(['article.saved', 'article.saved'])
    expect(await room.file()).toBe('first')
  })

  it('that comes late changes nothing and answers the three texts', async () => {
    const room = await createNewsroom()
    await openEdit(await room.as('ines'), key, 'first', room.folder)
    await save(room, 'ines', 1, 'theirs')
    expect(await save(room, 'eva', 1, 'mine')).toEqual({
      conflict: { base: 'first', theirs: 'theirs', mine: 'mine', revision: 2, fileHash: null },
    })
    expect(await currentEdit(await room.as('eva'), key)).toMatchObject({ text: 'theirs' })
    const merged = { ...key, revision: 2, text: 'theirs and mine' }
    const context = await room.as('eva')
    expect(await mergeEdit(context, merged, 'first', null, room.folder)).toEqual({
      saved: { revision: 3, changed: true },
    })
    expect((await revisionsOf(context, key)).items[0]).toMatchObject({ cause: 'merged' })
  })

  it('on a file that somebody changed in the folder is compared with it', async () => {
    const room = await createNewsroom()
    await openEdit(await room.as('ines'), key, 'first', room.folder)
    room.folder.files.set('faq/access/recover-password.pt.md', 'outside')
    expect(await save(room, 'ines', 1, 'mine')).toMatchObject({
      conflict: { base: 'first', theirs: 'outside', mine: 'mine', revision: 2 },
    })
    expect(await save(room, 'ines', 2, 'both')).toEqual({ saved: { revision: 3, changed: true } })
    expect(await currentEdit(await room.as('ines'), key)).toMatchObject({ baseText: 'outside' })
  })

  it('on what was published or thrown away meanwhile is kept as a new working copy', async () => {
    const room = await createNewsroom()
    await openEdit(await room.as('ines'), key, 'first', room.folder)
    await save(room, 'ines', 1, 'second')
    await discardEdit(await room.as('ines'), { ...key, revision: 2 })
    const late = await save(room, 'eva', 2, 'third')
    expect(late).toMatchObject({ conflict: { base: 'second', theirs: 'first', mine: 'third', revision: 3 } })
    expect(await save(room, 'eva', 3, 'third')).toMatchObject({ saved: { revision: 4 } })
  })

  it('is for the house alone, and only of what can be an article', async () => {
    const room = await createNewsroom()
    for (const who of outsiders) {
      const write = { ...key, revision: 0, text: 'x' }
      const refused = await refusal(saveEdit(await room.as(who), write, null, room.folder))
      expect(refused).toMatchObject({ kind: 'not-allowed', code: 'articles-not-yours' })
      expect(await refusal(listEdits(await room.as(who)))).toMatchObject({ kind: 'not-allowed' })
      expect(await refusal(openEdit(await room.as(who), key, 'x', room.folder))).toMatchObject({
        kind: 'not-allowed',
      })
    }
    const byToken = { ...(await room.person('ines')), scopes: ['tickets:write'] as const }
    expect(
      await refusal(saveEdit(await room.as(byToken), { ...key, revision: 0, text: 'x' }, null, room.folder)),
    ).toMatchObject({ kind: 'not-allowed' })
    const stray = { ...key, articleId: '../../etc/passwd', revision: 0, text: 'x' }
    expect((await refusal(saveEdit(await room.as('ines'), stray, null, room.folder))).fields).toEqual([
      'articleId: not-a-place',
    ])
    expect(
      (await refusal(saveEdit(await room.as('ines'), { ...key, revision: 0, text: '' }, null, room.folder)))
        .fields,
    ).toEqual(['text: required'])
  })
})

describe('a new article', () => {
  it('is begun once', async () => {
    const room = await createNewsroom(null)
    const started = await startEdit(
      await room.as('eva'),
      { ...key, text: 'new', ticketId: 7 },
      null,
      room.folder,
    )
    expect(started).toEqual({ revision: 1 })
    expect(await currentEdit(await room.as('eva'), key)).toMatchObject({ baseHash: null, ticketId: 7 })
    const again = startEdit(await room.as('ines'), { ...key, text: 'other' }, null, room.folder)
    expect(await refusal(again)).toMatchObject({ kind: 'conflict', code: 'article-exists' })
    expect(await room.events()).toEqual(['article.started'])
    const other = { ...key, lang: 'en', text: 'other' } as const
    expect(await refusal(startEdit(await room.as('ines'), other, 'a file', room.folder))).toMatchObject({
      code: 'article-exists',
    })
  })
})

describe('a draft thrown away', () => {
  it('can be brought back from its history', async () => {
    const room = await createNewsroom()
    await openEdit(await room.as('eva'), key, 'first', room.folder)
    await save(room, 'eva', 1, 'second')
    expect(await refusal(discardEdit(await room.as('filipe'), { ...key, revision: 2 }))).toMatchObject({
      kind: 'not-allowed',
      code: 'edit-not-yours',
    })
    expect(await refusal(discardEdit(await room.as('eva'), { ...key, revision: 1 }))).toMatchObject({
      kind: 'conflict',
      code: 'edit-changed',
    })
    await discardEdit(await room.as('helena'), { ...key, revision: 2 })
    expect(await currentEdit(await room.as('eva'), key)).toBeNull()
    const back = await room.as('filipe')
    const opened = await openEdit(back, key, 'first', room.folder)
    const restore = { ...key, number: 2, revision: opened?.revision }
    expect(await restoreRevision(back, restore, 'first', room.folder)).toMatchObject({
      saved: { changed: true },
    })
    expect(await currentEdit(back, key)).toMatchObject({ text: 'second' })
    expect(
      await refusal(restoreRevision(back, { ...key, number: 99, revision: 1 }, 'first', room.folder)),
    ).toMatchObject({ kind: 'not-found', code: 'revision-not-found' })
    expect(await refusal(getRevision(back, { ...key, number: 99 }))).toMatchObject({ kind: 'not-found' })
    expect(await refusal(discardEdit(back, { ...key, lang: 'en', revision: 1 }))).toMatchObject({
      kind: 'not-found',
      code: 'edit-not-found',
    })
    expect(await room.events()).toEqual(['article.saved', 'article.discarded', 'article.saved'])
  })
})

it('keeps files that were changed in the folder, each once', async () => {
  const room = await createNewsroom()
  const system = await room.as({ kind: 'system', name: 'publisher' })
  const files = [{ ...key, text: 'first' }]
  await noteFiles(system, files, room.folder)
  await noteFiles(system, files, room.folder)
  await noteFiles(system, [{ ...key, text: 'second' }], room.folder)
  const { items } = await revisionsOf(await room.as('ines'), key)
  expect(items.map(({ number, cause }) => [number, cause])).toEqual([
    [2, 'file'],
    [1, 'file'],
  ])
  expect(await refusal(noteFiles(await room.as('ines'), files, room.folder))).toMatchObject({
    code: 'system-only',
  })
})
