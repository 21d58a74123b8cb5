import { describe, expect, it } from 'vitest'
import { getOrganisationReport, getTimeSpent, ticketsBehind } from '#domain/stats/index.ts'
import { listSpent } from '#domain/stats/spent-store.ts'
import { tuesday } from '#tests/support/world.ts'
import { minute } from '../tickets/support.ts'
import { createHouse, explain, type House, hour } from './support.ts'

const now = tuesday + 6 * hour
const week = 7 * 24 * hour
async function worked(): Promise<House> {
  const house = await createHouse()
  const old = await house.open('ana', { subject: 'De outubro' }, tuesday - 5 * week)
  await house.reply('eva', old.reference, tuesday - 5 * week + 10 * minute, { minutes: 7 })
  const one = await house.open('ana', { subject: 'Da vila', product: 'gestor' })
  await house.reply('eva', one.reference, tuesday + 10 * minute, { minutes: 30 })
  await house.reply('filipe', one.reference, tuesday + 20 * minute, { minutes: 15, internal: true })
  await house.reply('eva', one.reference, tuesday + 30 * minute)
  const other = await house.open('carla', { subject: 'Do hospital', product: 'gestor' })
  await house.reply('eva', other.reference, tuesday + 40 * minute, { minutes: 5 })
  // Answered now, though it was asked last month.
  await house.reply('filipe', old.reference, tuesday + 50 * minute, { minutes: 2 })
  await house.gather(now)
  return house
}

describe('time spent', () => {
  it('is counted by when it was, and compared with the period before', async () => {
    const house = await worked()
    const spent = await getTimeSpent(await house.as('eva', now), { period: 'month', by: 'organisation' })
    expect(spent.current).toEqual({ minutes: 52, tickets: 3 })
    expect(spent.previous).toEqual({ minutes: 7, tickets: 1 })
    expect(spent.rows.map(({ id, minutes, tickets }) => [id, minutes, tickets])).toEqual([
      ['vila-nova', 47, 2],
      ['sao-bras', 5, 1],
    ])
    expect(spent.rows[0]?.name).toBe('Município de Vila Nova')
  })

  it('is of whoever wrote the message', async () => {
    const house = await worked()
    const eva = await house.as('helena', now)
    const { rows } = await getTimeSpent(eva, { by: 'agent' })
    expect(rows.map(({ id, minutes, tickets }) => [id, minutes, tickets])).toEqual([
      ['eva', 35, 2],
      ['filipe', 17, 2],
    ])
    expect((await getTimeSpent(eva, { by: 'organisation', agent: 'filipe' })).current).toEqual({
      minutes: 17,
      tickets: 2,
    })
  })

  it.each([['organisation'], ['product'], ['line'], ['agent'], ['priority']] as const)(
    'opens the tickets behind each number, by %s',
    async (by) => {
      const house = await worked()
      const helena = await house.as('helena', now)
      const { rows } = await getTimeSpent(helena, { by })
      expect(rows.length).toBeGreaterThan(0)
      for (const { id, minutes, tickets } of rows) {
        const behind = await ticketsBehind(helena, { metric: 'time-spent', [by]: id })
        expect([behind.count, behind.page.items.length]).toEqual([tickets, tickets])
        expect(behind.page.items.reduce((sum, { taken }) => sum + (taken ?? 0), 0)).toBe(minutes)
      }
    },
  )

  it('lists page by page', async () => {
    const house = await worked()
    const helena = await house.as('helena', now)
    const first = await ticketsBehind(helena, { metric: 'time-spent', limit: 2 })
    const rest = await ticketsBehind(helena, { metric: 'time-spent', limit: 2, cursor: first.page.next })
    expect([...first.page.items, ...rest.page.items].map(({ subject }) => subject)).toEqual([
      'Do hospital',
      'Da vila',
      'De outubro',
    ])
  })

  it('shows so many rows, and says how many there are', async () => {
    const house = await worked()
    const { rows, total } = await getTimeSpent(await house.as('helena', now), { show: 1 })
    expect([rows.length, total]).toEqual([1, 2])
  })

  it('is nothing where nobody noted any', async () => {
    const house = await worked()
    const spent = await getTimeSpent(await house.as('helena', now), { product: 'folha' })
    expect(spent).toMatchObject({ current: { minutes: 0, tickets: 0 }, rows: [], total: 0 })
  })

  it('is for the desk alone, in the report of an organisation too', async () => {
    const house = await worked()
    await expect(getTimeSpent(await house.as('bruno', now), {})).rejects.toMatchObject({
      kind: 'not-allowed',
    })
    const input = { organisation: 'vila-nova' }
    expect((await getOrganisationReport(await house.as('bruno', now), input)).spent).toBeNull()
    expect((await getOrganisationReport(await house.as('eva', now), input)).spent).toEqual({
      current: { minutes: 47, tickets: 2 },
      previous: { minutes: 7, tickets: 1 },
    })
  })

  it('refuses dates that are none', async () => {
    const house = await worked()
    const input = { period: 'custom', from: '2026-02-30', to: '2026-03-02' }
    await expect(getTimeSpent(await house.as('eva', now), input)).rejects.toMatchObject({ kind: 'invalid' })
  })

  it('reads one stretch of one index of messages', async () => {
    const house = await worked()
    const { db } = await house.as('eva', now)
    const { explaining, plans } = explain(db)
    await listSpent(explaining, { from: 0, to: now }, {}, null, 50)
    expect(plans.join('\n')).toContain('messages_spent (created_at>? AND created_at<?)')
    expect(plans.join('\n')).not.toMatch(/SCAN [mft]\b/)
  })
})
