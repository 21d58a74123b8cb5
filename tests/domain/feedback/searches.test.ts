import { expect, it } from 'vitest'
import { type Lists, recordSearch, reportList, sweepSearches } from '#domain/feedback/index.ts'
import { visitor } from '#domain/shared/index.ts'
import { refusal } from '#tests/domain/tickets/support.ts'
import { createWorld, tuesday, type World } from '#tests/support/world.ts'
import { article, day, libraryOf, rows } from './support.ts'

const open = article('locked')
const hidden = article('staff', { audience: 'staff' })
const library = libraryOf([open, hidden], visitor)

async function search(world: World, more: Record<string, unknown>, now = tuesday) {
  const input = { q: 'conta bloqueada', lang: 'pt', place: 'box', found: 3, ...more }
  return recordSearch(await world.as(visitor, now), library, input)
}

it('keeps a search with what became of it, and nothing of who searched', async () => {
  const world = await createWorld()
  const { id } = await search(world, { q: '  A minha   CONTA está bloqueada ', opened: open.url })
  expect(await rows(world, 'select * from searches')).toEqual([
    {
      id,
      lang: 'pt',
      q: 'A minha CONTA está bloqueada',
      folded: 'conta bloqueada',
      place: 'box',
      found: 3,
      opened: open.id,
      asked: 0,
      at: tuesday,
    },
  ])
})

it('counts a result that its searcher may not know of as none opened', async () => {
  const world = await createWorld()
  await search(world, { opened: hidden.url })
  await search(world, { opened: 'https://elsewhere.example/' })
  expect(await rows(world, 'select opened from searches')).toEqual([{ opened: null }, { opened: null }])
})

it('is one search where the page wrote it down before its end was known', async () => {
  const world = await createWorld()
  const { id } = await search(world, { found: 0, place: 'page' })
  await search(world, { id, found: 0, place: 'page', asked: true })
  await search(world, { id, q: 'outra coisa', asked: false })
  expect(await rows(world, 'select id, folded, asked from searches')).toEqual([
    { id, folded: 'conta bloqueada', asked: 1 },
  ])
})

it('refuses what is no search', async () => {
  const world = await createWorld()
  const bad = async (more: Record<string, unknown>) => (await refusal(search(world, more))).fields
  expect(await bad({ q: ' ?! ' })).toEqual(['q: invalid'])
  expect(await bad({ q: '' })).toEqual(['q: required'])
  expect(await bad({ lang: 'fr' })).toEqual(['lang: invalid'])
  expect(await bad({ place: 'street' })).toEqual(['place: invalid'])
  expect(await bad({ found: -1 })).toEqual(['found: too-low'])
  expect(await bad({ id: "'; drop" })).toEqual(['id: invalid'])
  await search(world, { q: 'x'.repeat(5000) })
})

it('lists what found nothing and what was left, by the words that say the same', async () => {
  const world = await createWorld()
  await search(world, { q: 'Certidão eletrónica', found: 0 })
  await search(world, { q: 'certidao electrónica', found: 0 }, tuesday + 1)
  await search(world, { q: 'a certidão eletronica', found: 0, asked: true }, tuesday + 2)
  await search(world, { q: 'impressora' }, tuesday - 40 * day)
  await search(world, { q: 'impressora', opened: open.url })
  await search(world, { q: 'digitalizar', found: 9 })
  const ines = await world.as('ines', tuesday + day)
  const nothing = await reportList(ines, library, 'nothing', {})
  expect(nothing.items).toEqual([
    {
      lang: 'pt',
      folded: 'certidao eletronica',
      q: 'a certidão eletronica',
      count: 2,
      asked: 1,
      lastAt: tuesday + 2,
    },
    expect.objectContaining({ folded: 'certidao electronica', count: 1, asked: 0 }),
  ])
  const left = async (period: number) =>
    (await reportList(ines, library, 'abandoned', { period })).items.map(({ q }) => q)
  expect(await left(30)).toEqual(['digitalizar'])
  expect(await left(90)).toEqual(['digitalizar', 'impressora'])
})

it('goes through a long list page by page, each once', async () => {
  const world = await createWorld()
  for (let n = 0; n < 23; n++) await search(world, { q: `palavra${n}`, found: 0 }, tuesday + (n % 3))
  const ines = await world.as('ines', tuesday + day)
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: Lists['nothing'] = await reportList(ines, library, 'nothing', { cursor, limit: 5 })
    seen.push(...page.items.map(({ folded }) => folded))
    cursor = page.next
  } while (cursor)
  expect(seen).toHaveLength(23)
  expect(new Set(seen).size).toBe(23)
  const stranger = Buffer.from('[1]').toString('base64')
  expect((await reportList(ines, library, 'nothing', { cursor: stranger, limit: 5 })).items).toHaveLength(5)
})

it('forgets searches after 400 days', async () => {
  const world = await createWorld()
  await search(world, { q: 'antiga' }, tuesday - 400 * day - 1)
  await search(world, { q: 'recente' }, tuesday - 400 * day)
  await sweepSearches(await world.as({ kind: 'system', name: 'sweep' }))
  expect(await rows(world, 'select q from searches')).toEqual([{ q: 'recente' }])
})
