import { describe, expect, it } from 'vitest'
import { getOrganisationReport, type OrganisationReport } from '#domain/stats/index.ts'
import { closeTicket } from '#domain/tickets/index.ts'
import { type Name, tuesday } from '#tests/support/world.ts'
import { minute, refusal } from '../tickets/support.ts'
import { createHouse, type House, hour } from './support.ts'

const now = tuesday + 6 * hour

async function reportOf(
  house: House,
  who: Name,
  organisation: string,
  month?: string,
): Promise<OrganisationReport> {
  return getOrganisationReport(await house.as(who, now), { organisation, month })
}

async function worked(): Promise<House> {
  const house = await createHouse()
  const before = tuesday - 35 * 24 * hour
  const old = await house.open('ana', { subject: 'De outubro' }, before)
  await house.reply('eva', old.reference, before + 10 * minute, { status: 'resolved' })
  const one = await house.open('ana', { subject: 'Resolvido' })
  await house.reply('eva', one.reference, tuesday + 10 * minute, { status: 'resolved' })
  await closeTicket(await house.as('ana', tuesday + 15 * minute), { reference: one.reference })
  await house.rate('ana', one.reference, tuesday + 20 * minute, 4)
  await house.open('bruno', { subject: 'Por tratar', urgency: 'high' })
  await house.open('carla', { subject: 'Do hospital' })
  await house.gather(now)
  return house
}

describe('the report of an organisation', () => {
  it('tells its month beside the one before, and of nobody else', async () => {
    const house = await worked()
    const report = await reportOf(house, 'helena', 'vila-nova', '2026-11')
    expect(report.current.counts).toMatchObject({ opened: 2, resolved: 1, rated: 1, scoreSum: 4 })
    expect(report.previous.counts).toMatchObject({ opened: 1, resolved: 1 })
    expect(report.open).toMatchObject({ count: 1, tickets: [{ subject: 'Por tratar' }] })
    expect(report.opened.tickets.map(({ subject }) => subject)).toEqual(['Por tratar', 'Resolvido'])
    expect(report.promises.reduce((sum, { opened }) => sum + opened, 0)).toBe(2)
    expect(report.promises.every(({ firstResponsePromised }) => firstResponsePromised !== null)).toBe(true)
    expect([report.before, report.after]).toEqual(['2026-10', null])
    const past = await reportOf(house, 'helena', 'vila-nova', '2026-10')
    expect(past.opened.tickets.map(({ subject }) => subject)).toEqual(['De outubro'])
    expect([past.before, past.after]).toEqual(['2026-09', '2026-11'])
  })

  it('is read by the desk, by managers of their own and by partners of those they look after', async () => {
    const house = await worked()
    for (const [who, organisation] of [
      ['eva', 'sao-bras'],
      ['bruno', 'vila-nova'],
      ['dora', 'vila-nova'],
      ['dora', 'sao-bras'],
    ] as const)
      expect((await reportOf(house, who, organisation)).organisation.id).toBe(organisation)
    for (const [who, organisation] of [
      ['ana', 'vila-nova'],
      ['bruno', 'sao-bras'],
      ['carla', 'sao-bras'],
      ['ines', 'vila-nova'],
      ['helena', 'nowhere'],
    ] as const)
      expect(await refusal(reportOf(house, who, organisation))).toMatchObject({
        code: 'organisation-not-found',
      })
  })

  it('names neither agents nor lines', async () => {
    const house = await worked()
    const text = JSON.stringify(await reportOf(house, 'bruno', 'vila-nova'))
    expect(text).not.toContain('Eva')
    expect(text).not.toContain('"line"')
    expect(text).not.toContain('"agent"')
  })

  it('refuses a month that is none or has not begun', async () => {
    const house = await createHouse()
    for (const month of ['2026-13', 'ontem', '2026-12'])
      expect(await refusal(reportOf(house, 'helena', 'vila-nova', month))).toMatchObject({
        fields: ['month: invalid'],
      })
  })
})
