import { describe, expect, it } from 'vitest'
import { countMetric } from '#domain/stats/behind-store.ts'
import {
  type Behind,
  dimensions,
  getReport,
  type Report,
  type TicketsBehind,
  ticketsBehind,
} from '#domain/stats/index.ts'
import { countOpen, tally } from '#domain/stats/tally-store.ts'
import { escalateTicket, handBackTicket, saveRequestType } from '#domain/tickets/index.ts'
import { tuesday } from '#tests/support/world.ts'
import { incident, lineMeans, means, minute, refusal } from '../tickets/support.ts'
import { createHouse, explain, type House, hour } from './support.ts'

const day = 24 * hour
/** Friday 27 November 2026, 12:00. */
const friday = tuesday + 3 * day + 2 * hour

/** A house with a little of everything, in this month and the one before. */
async function worked(): Promise<House> {
  const house = await createHouse()
  await saveRequestType(await house.as('joao'), incident, true)
  const past = tuesday - 35 * day
  const one = await house.open('ana', {}, past)
  await house.reply('eva', one.reference, past + 30 * minute, { status: 'resolved' })
  const two = await house.open('ana', { urgency: 'high', requestType: 'incidente' })
  await house.claim('eva', two.reference, tuesday + 5 * minute)
  await house.reply('eva', two.reference, tuesday + 20 * minute, { status: 'resolved' })
  await house.rate('ana', two.reference, tuesday + 30 * minute, 4)
  const three = await house.open('carla')
  await house.reply('eva', three.reference, tuesday + 4 * hour, { status: 'resolved' })
  await house.reopen('carla', three.reference, tuesday + 5 * hour)
  const four = await house.open(
    'bruno',
    { product: 'folha', urgency: 'critical', requestType: 'incidente' },
    tuesday - 4 * day,
  )
  const escalation = { reference: four.reference, line: 2, why: 'critical', summary: 'Parado' }
  await escalateTicket(await house.as('eva', tuesday - 4 * day + hour), escalation, lineMeans)
  const answer = { reference: four.reference, answer: 'Feito' }
  await handBackTicket(await house.as('filipe', tuesday - 3 * day), answer, means)
  const five = await house.open('dora', { organisation: 'sao-bras', product: undefined }, friday - hour)
  await house.claim('gustavo', five.reference, friday - minute)
  await house.gather(friday)
  return house
}

async function report(house: House, input: object = {}, lang?: 'pt' | 'en'): Promise<Report> {
  return getReport(await house.as('helena', friday), input, lang)
}

async function behind(house: House, input: object): Promise<TicketsBehind> {
  return ticketsBehind(await house.as('eva', friday), input)
}

describe('a report', () => {
  it('counts what was asked, answered and kept, beside the period before', async () => {
    const house = await worked()
    const { current, previous, open, period, deflection } = await report(house)
    expect(current.counts).toMatchObject({
      opened: 4,
      answered: 2,
      resolved: 1,
      reopened: 1,
      rated: 1,
      scoreSum: 4,
    })
    expect(current.counts['once-resolved']).toBe(2)
    expect(previous.counts).toMatchObject({ opened: 1, resolved: 1 })
    expect(current.firstResponse).toEqual({ n: 2, median: 20, p90: 150 })
    expect(open.open).toBe(3)
    expect(open.overdue).toBeGreaterThan(0)
    expect(period.dates).toEqual({ from: '2026-11-01', to: '2026-11-27' })
    expect(period.previous.dates).toEqual({ from: '2026-10-01', to: '2026-10-27' })
    expect(deflection).toEqual({
      current: { shown: 0, opened: 0, deflected: 0 },
      previous: { shown: 0, opened: 0, deflected: 0 },
    })
  })

  it('breaks a promise when its time is up, though nothing happens then', async () => {
    const house = await createHouse()
    await house.open('ana')
    await house.gather()
    const missed = async (now: number): Promise<number> =>
      (await getReport(await house.as('helena', now), {})).current.counts['first-response-missed']
    expect(await missed(tuesday + minute)).toBe(0)
    expect((await getReport(await house.as('helena', tuesday + minute), {})).open).toEqual({
      open: 1,
      overdue: 0,
    })
    expect(await missed(tuesday + 5 * day)).toBe(1)
  })

  it('parts the whole into stretches and ages, without loss', async () => {
    const house = await worked()
    for (const period of ['week', 'month', 'quarter', 'year']) {
      const { parts, current, ages, open } = await report(house, { period })
      const sum = (name: 'opened' | 'resolved'): number => parts.reduce((all, part) => all + part[name], 0)
      expect(sum('opened')).toBe(current.counts.opened)
      expect(sum('resolved')).toBe(current.counts.resolved)
      expect(ages.reduce((all, age) => all + age.open, 0)).toBe(open.open)
    }
  })

  it.each(dimensions)('by %s: rows add up to the whole, and narrowing to one gives its row', async (by) => {
    const house = await worked()
    const { table, current, open } = await report(house, { by, show: 500 })
    const sum = (name: 'opened' | 'resolved' | 'open'): number =>
      table.rows.reduce((all, { figures }) => all + figures.counts[name], 0)
    expect(sum('opened')).toBe(current.counts.opened)
    expect(sum('resolved')).toBe(current.counts.resolved)
    expect(sum('open')).toBe(open.open)
    for (const { id, figures } of table.rows) {
      const narrowed = await report(house, { [by]: id })
      expect(narrowed.current.counts.opened).toBe(figures.counts.opened)
      expect(narrowed.current.firstResponse).toEqual(figures.firstResponse)
    }
  })

  it('sorts its table, and shows the first of it', async () => {
    const house = await worked()
    const { table } = await report(house, { by: 'agent', sort: 'opened', show: 1 })
    expect(table.rows).toHaveLength(1)
    expect(table.total).toBeGreaterThan(1)
    const byName = await report(house, { by: 'organisation', sort: 'name' })
    expect(byName.table.rows.map(({ name }) => name)).toEqual([
      'Hospital de São Brás',
      'Município de Vila Nova',
    ])
  })

  it('compares the types of request, and names each in both languages', async () => {
    const house = await worked()
    const { table } = await report(house, { by: 'requestType', sort: 'name' })
    expect(table.rows.map(({ id, name, figures }) => [id, name, figures.counts.opened])).toEqual([
      ['none', null, 2],
      ['incidente', { pt: 'Incidente', en: 'Incident' }, 2],
    ])
    const question = { id: 'duvida', pt: 'Dúvida', en: 'Question', products: [], position: '20' }
    await saveRequestType(await house.as('joao'), question, true)
    await house.open('ana', { requestType: 'duvida' })
    await house.gather()
    // In the language of the page, whatever the reader's own is.
    const inOrder = async (lang: 'pt' | 'en'): Promise<string[]> =>
      (await report(house, { by: 'requestType', sort: 'name' }, lang)).table.rows.map(({ id }) => id)
    expect(await inOrder('pt')).toEqual(['none', 'duvida', 'incidente'])
    expect(await inOrder('en')).toEqual(['none', 'incidente', 'duvida'])
    const { page } = await behind(house, { metric: 'opened', requestType: 'incidente' })
    expect(page.items.map(({ requestType }) => requestType)).toEqual([
      { pt: 'Incidente', en: 'Incident' },
      { pt: 'Incidente', en: 'Incident' },
    ])
    expect((await report(house, { requestType: 'incidente' })).deflection).toBeNull()
  })

  it.each(['opened', 'resolved', 'once-resolved', 'rated', 'open'] as const)(
    'of the type of request reads one stretch of one index for what is %s',
    async (metric) => {
      const house = await createHouse()
      const { db } = await house.as('eva')
      const { explaining, plans } = explain(db)
      const range = { from: 0, to: tuesday }
      await countMetric(explaining, metric, range, { requestType: 'incidente' }, tuesday)
      if (metric === 'open') await countOpen(explaining, [range], {}, tuesday)
      else await tally(explaining, [range], {})
      const facts = plans.filter((each) => /\bf\b/.test(each))
      expect(facts.length).toBeGreaterThan(0)
      for (const plan of facts) expect(plan).toMatch(/^SEARCH f USING COVERING INDEX ticket_facts_/)
    },
  )

  it('says how long each line had what it passed on', async () => {
    const house = await worked()
    const { lines } = await report(house)
    expect(lines.map(({ line, left }) => [line, left])).toEqual([
      [1, 3],
      [2, 1],
    ])
  })

  it('leaves out what suggestions avoided where it knows nothing of it', async () => {
    const house = await worked()
    expect((await report(house, { organisation: 'sao-bras' })).deflection).not.toBeNull()
    expect((await report(house, { agent: 'eva' })).deflection).toBeNull()
  })

  it('is for the desk', async () => {
    const house = await createHouse()
    for (const who of ['ana', 'bruno', 'dora', 'ines'] as const) {
      expect(await refusal(getReport(await house.as(who), {}))).toMatchObject({ code: 'desk-only' })
      expect(await refusal(ticketsBehind(await house.as(who), {}))).toMatchObject({ code: 'desk-only' })
    }
  })

  it('refuses dates that are none', async () => {
    const house = await createHouse()
    const fields = async (from: string, to: string): Promise<string[]> =>
      (await refusal(report(house, { period: 'custom', from, to }))).fields
    expect(await fields('2026-11-10', '2026-11-09')).toEqual(['to: before-start'])
    expect(await fields('2020-01-01', '2026-11-09')).toEqual(['to: too-long-a-period'])
    expect(await fields('ontem', '2026-02-30')).toEqual(['from: invalid', 'to: invalid'])
  })
})

describe('the tickets behind a number', () => {
  it('are as many as it says, for each number', async () => {
    const house = await worked()
    const filters = [
      {},
      { organisation: 'vila-nova' },
      { product: 'none' },
      { agent: 'none' },
      { priority: 'high' },
      { line: '1' },
      { requestType: 'incidente' },
      { requestType: 'none' },
    ]
    for (const filter of filters) {
      const { current, previous, open } = await report(house, filter)
      for (const [metric, value] of Object.entries({ ...current.counts, ...open })) {
        if (metric === 'scoreSum') continue
        const list = await behind(house, { metric, ...filter })
        expect({ metric, filter, count: list.count, listed: list.page.items.length }).toEqual({
          metric,
          filter,
          count: value,
          listed: value,
        })
      }
      expect((await behind(house, { metric: 'opened', before: 'yes', ...filter })).count).toBe(
        previous.counts.opened,
      )
    }
    const { lines, ages } = await report(house)
    for (const { line, ...figures } of lines)
      for (const part of ['left', 'decided', 'kept'] as const) {
        const list = await behind(house, { metric: `line-${part}`, stay: line })
        expect([list.count, list.page.items.length]).toEqual([figures[part], figures[part]])
      }
    for (const { age, open } of ages) expect((await behind(house, { metric: 'open', age })).count).toBe(open)
  })

  it('come a page at a time, each once', async () => {
    const house = await worked()
    const all = await behind(house, { metric: 'opened', period: 'year' })
    const seen: Behind[] = []
    let cursor: string | null = null
    do {
      const { page } = await behind(house, { metric: 'opened', period: 'year', limit: 2, cursor })
      seen.push(...page.items)
      cursor = page.next
    } while (cursor)
    expect(seen).toEqual(all.page.items)
    expect(seen).toHaveLength(5)
  })
})
