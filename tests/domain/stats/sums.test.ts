import { describe, expect, it } from 'vitest'
import { rankGroups, sumGroups } from '#domain/stats/comparison-store.ts'
import {
  continueRebuild,
  dimensions,
  gatherFacts,
  getReport,
  type Report,
  type Sort,
  sorts,
  startRebuild,
} from '#domain/stats/index.ts'
import { changePriority, changeTeam, saveTeam } from '#domain/tickets/index.ts'
import { tuesday } from '#tests/support/world.ts'
import { minute } from '../tickets/support.ts'
import { createHouse, explain, type House, hour } from './support.ts'

const day = 24 * hour
const later = tuesday + 20 * day
const names = ['opened', 'answered', 'first_decided', 'first_kept', 'resolved', 'end_decided', 'end_kept']
const more = ['once_resolved', 'reopened', 'rated', 'score_sum', 'open']

/** All sums that are not nothing, by group. */
async function sumsOf(house: House, generation: number): Promise<unknown[]> {
  const columns = [...names, ...more].join(', ')
  const { rows } = await house.database.client.execute({
    sql: `select "by", month, grp, ${columns} from fact_sums where generation = ?
      and (${[...names, ...more].map((name) => `${name} <> 0`).join(' or ')}) order by "by", month, grp`,
    args: [generation],
  })
  return rows.map((row) => ({ ...row }))
}

/** Tickets of three months that were answered, reopened, rated, given to a team and judged anew. */
async function worked(): Promise<House> {
  const house = await createHouse()
  const team = (await saveTeam(await house.as('joao'), { name: 'Folha', members: ['eva'] })).id
  for (let n = 0; n < 9; n++) {
    const at = tuesday - (n % 3) * 30 * day + n * hour
    const { reference } = await house.open(n % 2 ? 'ana' : 'carla', { urgency: n % 3 ? 'high' : 'low' }, at)
    if (n % 4 === 0) await changeTeam(await house.as('eva', at + minute), { reference, team })
    if (n < 6) await house.reply('eva', reference, at + n * 20 * minute + 2 * minute, { status: 'resolved' })
    if (n === 1) await house.rate('ana', reference, at + hour, 3)
    await house.gather(later)
    if (n === 2 || n === 3) await house.reopen(n % 2 ? 'ana' : 'carla', reference, at + 3 * day)
    if (n === 3) await house.reply('eva', reference, at + 4 * day, { status: 'resolved' })
    if (n === 7)
      await changePriority(await house.as('eva', at + day), {
        reference,
        impact: 'critical',
        reason: 'Para tudo',
      })
    if (n === 8) await changeTeam(await house.as('eva', at + day), { reference, team: '' })
  }
  await house.gather(later)
  return house
}

async function reports(house: House, orders: readonly Sort[] = ['opened']): Promise<Report['table'][]> {
  const helena = await house.as('helena', later)
  const tables = []
  // A table that is full is read otherwise than one that is not.
  for (const by of dimensions)
    for (const sort of orders)
      for (const period of sort === 'opened' ? ['last-month', 'week', 'quarter', 'year'] : ['month'])
        for (const show of period === 'month' ? [1, 10] : [10])
          tables.push((await getReport(helena, { by, sort, period, show })).table)
  return tables
}

describe('sums of months', () => {
  it('are what a new making of all facts counts, whatever happened to the tickets', async () => {
    const house = await worked()
    const grown = await sumsOf(house, 1)
    expect(grown.length).toBeGreaterThan(20)
    await startRebuild(await house.as('joao', later))
    await house.gather(later)
    expect(await sumsOf(house, 2)).toEqual(grown)
    expect(await sumsOf(house, 1)).toEqual([])
  })

  it('say what the facts say, in every order', async () => {
    const house = await worked()
    const fromSums = await reports(house, sorts)
    expect(fromSums.some(({ rows }) => rows.length > 1)).toBe(true)
    await house.database.client.execute('delete from fact_sums')
    await house.database.client.execute('update fact_rebuilds set finished_at = null')
    expect(await reports(house, sorts)).toEqual(fromSums)
  })

  it('hold while all facts are made anew and tickets change meanwhile', async () => {
    const house = await worked()
    const before = await reports(house)
    const joao = await house.as('joao', later)
    await startRebuild(joao)
    expect(await reports(house)).toEqual(before)
    const { reference } = await house.open('ana', {}, tuesday)
    await gatherFacts(joao)
    await house.reply('eva', reference, tuesday + minute, { status: 'resolved' })
    await continueRebuild(joao)
    await house.gather(later)
    const grown = await sumsOf(house, 2)
    await startRebuild(joao)
    await house.gather(later)
    expect(await sumsOf(house, 3)).toEqual(grown)
  })

  it.each([null, ['vila-nova', 'sao-bras']])(
    'are read by index, with what is not of a whole month',
    async (groups) => {
      const { db } = await (await createHouse()).as('helena')
      const { explaining, plans } = explain(db)
      const range = { from: tuesday - 40 * day, to: tuesday }
      const from = { generation: 1, months: [tuesday - 30 * day], rest: [range] }
      const comparison = { by: 'organisation', filter: {}, period: range, from, now: tuesday } as const
      if (groups) await sumGroups(explaining, comparison, groups)
      else await rankGroups(explaining, comparison, 'opened', 10)
      const read = plans.filter((plan) => /\b(f|fact_sums)\b/.test(plan))
      expect(read).toHaveLength(8)
      for (const plan of read) expect(plan).toMatch(/^SEARCH (f|fact_sums) USING (COVERING )?INDEX /)
      expect(plans.join('\n')).toContain('ticket_facts_overdue')
      expect(plans.join('\n')).toContain('ticket_facts_awaited')
    },
  )

  it('count nothing that is later than a clock that was set back', async () => {
    const house = await worked()
    const early = tuesday + minute
    const { table, current } = await getReport(await house.as('helena', early), { by: 'product' })
    const opened = table.rows.reduce((sum, { figures }) => sum + figures.counts.opened, 0)
    expect(opened).toBe(current.counts.opened)
  })

  it('are of the months of the calendar’s zone, and made anew for another', async () => {
    const house = await worked()
    await house.database.client.execute("update fact_rebuilds set zone = 'Asia/Tokyo'")
    const before = await reports(house)
    await house.gather(later)
    expect(await sumsOf(house, 1)).toEqual([])
    expect((await sumsOf(house, 2)).length).toBeGreaterThan(20)
    expect(await reports(house)).toEqual(before)
  })
})
