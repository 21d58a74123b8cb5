import fc from 'fast-check'
import { expect, it } from 'vitest'
import { articleVotes } from '#db/schema/index.ts'
import { knowledgeReport, leastShare, lists, reportList } from '#domain/feedback/index.ts'
import { visitor } from '#domain/shared/index.ts'
import { refusal } from '#tests/domain/tickets/support.ts'
import { createWorld, tuesday, type World } from '#tests/support/world.ts'
import { article, day, libraryOf } from './support.ts'

const library = libraryOf([
  article('a', { reviewBy: '2026-11-23', owner: 'Inês' }),
  article('a', { lang: 'en', reviewBy: '2026-12-24' }),
  article('b', { reviewBy: '2026-12-25' }),
  article('c', { audience: 'staff', reviewBy: '2026-11-24' }),
  article('d', { status: 'draft', reviewBy: '2026-01-01' }),
  article('e', { expireAt: '2026-11-01T00:00:00Z' }),
])

async function votes(world: World, name: string, yes: number, no: number, at = tuesday): Promise<void> {
  const rows = Array.from({ length: yes + no }, (_, n) => ({
    id: `${name} ${n}`,
    articleId: `faq/access/${name}`,
    lang: 'pt' as const,
    helpful: n < yes,
    at,
  }))
  await world.database.write((tx) => tx.insert(articleVotes).values(rows))
}

it('is for staff', async () => {
  const world = await createWorld()
  for (const who of ['ana', 'dora', visitor] as const) {
    const ctx = await world.as(who)
    expect(await refusal(knowledgeReport(ctx, library, {}))).toMatchObject({ kind: 'not-allowed' })
    for (const name of lists)
      expect(await refusal(reportList(ctx, library, name, {}))).toMatchObject({ kind: 'not-allowed' })
  }
  for (const who of ['ines', 'eva', 'joao'] as const)
    expect((await knowledgeReport(await world.as(who), library, {})).searches.total).toBe(0)
})

it('puts first what is surely unhelpful, not what one person disliked', async () => {
  const world = await createWorld()
  await votes(world, 'a', 0, 1)
  await votes(world, 'b', 10, 30)
  await votes(world, 'c', 90, 10)
  await votes(world, 'd', 2, 0, tuesday - 31 * day)
  const ines = await world.as('ines', tuesday + 1)
  const order = async (input: object) =>
    (await reportList(ines, library, 'votes', input)).items.map(({ id }) => id.at(-1)).join('')
  expect(await order({ order: 'worst' })).toBe('bac')
  expect(await order({ order: 'best' })).toBe('cba')
  expect(await order({ order: 'best', period: 90 })).toBe('cdba')
  const first = await reportList(ines, library, 'votes', { limit: 1 })
  const rest = await reportList(ines, library, 'votes', { limit: 5, cursor: first.next })
  expect([...first.items, ...rest.items].map(({ id }) => id.at(-1)).join('')).toBe('bac')
  expect(first.items[0]).toMatchObject({ helpful: 10, votes: 40, title: 'O artigo b' })
  expect(first.items[0]?.least).toBeCloseTo(leastShare(10, 40), 12)
})

it('bounds a share from below, nearer to it the more votes there are', () => {
  expect(leastShare(0, 0)).toBe(0)
  expect(leastShare(90, 100)).toBeCloseTo(0.8256, 3)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 5000 }), (all, some) => {
      const yes = Math.min(some, all)
      const least = leastShare(yes, all)
      expect(least).toBeGreaterThanOrEqual(0)
      expect(least).toBeLessThanOrEqual(yes / all)
      expect(leastShare(yes * 2, all * 2)).toBeGreaterThanOrEqual(least)
    }),
  )
})

it('names what is due for review and what lacks its translation, of what is published', async () => {
  const world = await createWorld()
  const ines = await world.as('ines')
  const { lists: report } = await knowledgeReport(ines, library, {})
  expect(report.reviews.items.map(({ id, lang, overdue }) => [id.at(-1), lang, overdue])).toEqual([
    ['a', 'pt', true],
    ['c', 'pt', false],
    ['a', 'en', false],
  ])
  expect(
    report.translations.items.map(({ id, missing, audience }) => [id.at(-1), missing, audience]),
  ).toEqual([
    ['b', 'en', 'public'],
    ['c', 'en', 'staff'],
  ])
  const page = await reportList(ines, library, 'reviews', { limit: 2 })
  const next = await reportList(ines, library, 'reviews', { limit: 2, cursor: page.next })
  expect(next.items.map(({ lang }) => lang)).toEqual(['en'])
})

it('reads no table from end to end for what lies in a period', async () => {
  const world = await createWorld()
  const plan = async (sql: string): Promise<string> => {
    const { rows } = await world.database.client.execute(`explain query plan ${sql}`)
    return rows.map(({ detail }) => String(detail)).join('\n')
  }
  for (const table of ['searches', 'article_votes', 'article_citations'])
    expect(await plan(`select count(*) from ${table} where at >= 1`)).toMatch(/SEARCH.*USING .*INDEX/)
  expect(await plan('select * from suggestion_visits v where v.shown_at >= 1')).toMatch(/SEARCH.*USING INDEX/)
})
