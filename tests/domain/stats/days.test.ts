import { describe, expect, it } from 'vitest'
import { dimensions, getReport, keepDays } from '#domain/stats/index.ts'
import { tuesday } from '#tests/support/world.ts'
import { minute } from '../tickets/support.ts'
import { createHouse, type House, hour } from './support.ts'

const day = 24 * hour
const later = tuesday + 10 * day

async function kept(house: House): Promise<string[]> {
  const { rows } = await house.database.client.execute(
    "select day from fact_days where by = 'all' order by day",
  )
  return rows.map((row) => new Date(Number(row.day)).toISOString().slice(0, 10))
}

async function stale(house: House): Promise<number> {
  const { rows } = await house.database.client.execute('select count(*) as n from stale_days')
  return Number(rows[0]?.n)
}

describe('days', () => {
  it('are kept as they were counted, and a report from them is the same', async () => {
    const house = await createHouse()
    for (let n = 0; n < 6; n++) {
      const at = tuesday + n * day + n * hour
      const { reference } = await house.open(n % 2 ? 'ana' : 'carla', { urgency: n % 3 ? 'high' : 'low' }, at)
      if (n < 4) await house.reply('eva', reference, at + n * 20 * minute + minute, { status: 'resolved' })
      if (n === 1) await house.rate('ana', reference, at + hour, 3)
    }
    await house.gather(later)
    const helena = await house.as('helena', later)
    const inputs = dimensions.flatMap((by) =>
      ['month', 'last-month', 'quarter', 'year'].map((period) => ({ by, period })),
    )
    const before = []
    for (const input of inputs) before.push(await getReport(helena, input))
    expect(await kept(house)).toEqual([])
    while (await keepDays(helena));
    expect((await kept(house)).length).toBeGreaterThan(4)
    expect(await stale(house)).toBe(0)
    for (const [n, input] of inputs.entries()) expect(await getReport(helena, input)).toEqual(before[n])
  })

  it('are counted again when a ticket of theirs changes', async () => {
    const house = await createHouse()
    const { reference } = await house.open('ana')
    await house.reply('eva', reference, tuesday + minute, { status: 'resolved' })
    await house.gather(later)
    const helena = await house.as('helena', later)
    const resolved = async (): Promise<number> =>
      (await getReport(helena, { period: 'custom', from: '2026-11-24', to: '2026-11-24' })).current.counts
        .resolved
    while (await keepDays(helena));
    expect(await resolved()).toBe(1)
    await house.reopen('ana', reference, tuesday + 2 * day)
    await house.gather(later)
    expect(await stale(house)).toBe(1)
    expect(await resolved()).toBe(0)
    await house.reply('eva', reference, tuesday + 3 * day, { status: 'resolved' })
    await house.gather(later)
    while (await keepDays(helena));
    expect(await resolved()).toBe(0)
    expect((await getReport(helena, { period: 'last-month' })).current.counts.resolved).toBe(1)
  })

  it('are left alone while they go on', async () => {
    const house = await createHouse()
    await house.open('ana')
    await house.gather(tuesday + hour)
    expect(await keepDays(await house.as('helena', tuesday + hour))).toBe(false)
    expect(await kept(house)).toEqual([])
  })
})
