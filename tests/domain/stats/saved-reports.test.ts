import { describe, expect, it } from 'vitest'
import {
  type ComposeReport,
  getSavedReport,
  listReports,
  removeReport,
  saveReport,
  sendReports,
} from '#domain/stats/index.ts'
import { tuesday } from '#tests/support/world.ts'
import { refusal } from '../tickets/support.ts'
import { createHouse, type House, hour } from './support.ts'

const input = { name: 'Semana', filter: { period: 'last-week', by: 'agent', nothing: 'x', organisation: '' } }
const weekly = { ...input, schedule: 'weekly', hour: '8', recipients: ['helena', 'eva'] }
/** Monday 30 November 2026, 08:00 in Lisbon. */
const monday = Date.UTC(2026, 10, 30, 8)
const compose: ComposeReport = (saved, report) => ({
  subject: `${saved.name} ${report.period.dates.from}`,
  text: 'x',
  html: '<p>x</p>',
})

async function send(house: House, now: number): Promise<number> {
  return sendReports(await house.as({ kind: 'system', name: 'reports' }, now), compose, 'example.test')
}

async function letters(house: House): Promise<{ person: string; subject: string }[]> {
  const { rows } = await house.database.client.execute(
    "select person_id, subject from letters where template = 'report' order by id",
  )
  return rows.map((row) => ({ person: String(row.person_id), subject: String(row.subject) }))
}

describe('a saved report', () => {
  it('is kept, changed and removed, with a record of each', async () => {
    const house = await createHouse()
    const eva = await house.as('eva')
    const { id } = await saveReport(eva, input)
    expect(await getSavedReport(eva, id)).toMatchObject({
      name: 'Semana',
      shared: false,
      schedule: 'none',
      nextAt: null,
      filter: { period: 'last-week', by: 'agent' },
      revision: 1,
    })
    await saveReport(eva, { ...weekly, id, revision: '1', shared: 'on' })
    expect(await getSavedReport(eva, id)).toMatchObject({ shared: true, nextAt: monday, revision: 2 })
    expect(await refusal(saveReport(eva, { ...input, id, revision: 1 }))).toMatchObject({
      code: 'report-changed',
    })
    await removeReport(eva, { id })
    expect(await refusal(getSavedReport(eva, id))).toMatchObject({ kind: 'not-found' })
    const { rows } = await house.database.client.execute(
      "select type from events where type like 'report.%' order by id",
    )
    expect(rows.map(({ type }) => type)).toEqual(['report.saved', 'report.changed', 'report.removed'])
  })

  it('is seen by whoever made it, and by the desk when shared', async () => {
    const house = await createHouse()
    const own = await saveReport(await house.as('eva'), input)
    const shared = await saveReport(await house.as('eva'), { ...input, name: 'De todos', shared: true })
    const filipe = await house.as('filipe')
    expect((await listReports(filipe)).map(({ name }) => name)).toEqual(['De todos'])
    expect(await refusal(getSavedReport(filipe, own.id))).toMatchObject({ kind: 'not-found' })
    expect(await refusal(removeReport(filipe, { id: own.id }))).toMatchObject({ kind: 'not-found' })
    expect(await refusal(removeReport(filipe, { id: shared.id }))).toMatchObject({ code: 'report-not-yours' })
    expect(await refusal(saveReport(filipe, { ...input, id: shared.id, revision: 1 }))).toMatchObject({
      code: 'report-not-yours',
    })
    await removeReport(await house.as('helena'), { id: shared.id })
    for (const who of ['ana', 'bruno', 'dora', 'ines'] as const) {
      expect(await refusal(listReports(await house.as(who)))).toMatchObject({ code: 'desk-only' })
      expect(await refusal(saveReport(await house.as(who), input))).toMatchObject({ code: 'desk-only' })
    }
  })

  it('is refused with what is wrong', async () => {
    const house = await createHouse()
    const fields = async (more: object): Promise<string[]> =>
      (await refusal(saveReport(await house.as('eva'), { ...input, ...more }))).fields
    expect(await fields({ name: ' x' })).toEqual(['name: too-short'])
    expect(await fields({ schedule: 'weekly' })).toEqual(['recipients: required'])
    expect(await fields({ schedule: 'weekly', recipients: ['ana'] })).toEqual(['recipients: unknown'])
    expect(await fields({ schedule: 'hourly', hour: '25' })).toEqual(['schedule: invalid', 'hour: too-high'])
  })
})

describe('sending', () => {
  it('writes one letter to each when it is due, and none twice', async () => {
    const house = await createHouse()
    await saveReport(await house.as('helena'), weekly)
    expect(await send(house, monday - 1)).toBe(0)
    expect(await letters(house)).toEqual([])
    await Promise.all([send(house, monday), send(house, monday)])
    await send(house, monday + hour)
    expect((await letters(house)).sort((a, b) => a.person.localeCompare(b.person))).toEqual([
      { person: 'eva', subject: 'Semana 2026-11-23' },
      { person: 'helena', subject: 'Semana 2026-11-23' },
    ])
    const { rows } = await house.database.client.execute(
      "select count(*) as n from events where type = 'report.sent'",
    )
    expect(rows[0]?.n).toBe(1)
  })

  it('after a standstill sends once, and then at the next time', async () => {
    const house = await createHouse()
    const { id } = await saveReport(await house.as('helena'), { ...weekly, recipients: ['helena'] })
    const later = monday + 30 * 24 * hour
    expect(await send(house, later)).toBe(1)
    expect(await letters(house)).toHaveLength(1)
    const { nextAt } = await getSavedReport(await house.as('helena'), id)
    expect(nextAt).toBeGreaterThan(later)
  })

  it('goes to nobody who has left, and stops when nobody is there', async () => {
    const house = await createHouse()
    const { id } = await saveReport(await house.as('helena'), weekly)
    await house.database.client.execute("update people set disabled_at = 1 where id = 'eva'")
    await send(house, monday)
    expect((await letters(house)).map(({ person }) => person)).toEqual(['helena'])
    await house.database.client.execute("update people set role = 'customer' where id = 'helena'")
    await send(house, monday + 7 * 24 * hour)
    expect(await letters(house)).toHaveLength(1)
    const { rows } = await house.database.client.execute({
      sql: 'select next_at from saved_reports where id = ?',
      args: [id],
    })
    expect(rows[0]?.next_at).toBeNull()
  })

  it('is not due before it was saved for a time to come', async () => {
    const house = await createHouse()
    await saveReport(await house.as('helena', tuesday), { ...weekly, schedule: 'monthly' })
    expect(await send(house, Date.UTC(2026, 11, 1, 8) - 1)).toBe(0)
    expect(await send(house, Date.UTC(2026, 11, 1, 8))).toBe(1)
    expect((await letters(house))[0]?.subject).toBe('Semana 2026-11-01')
  })
})
