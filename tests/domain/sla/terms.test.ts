import { describe, expect, it } from 'vitest'
import { changeOrganisation, createOrganisation } from '#domain/accounts/index.ts'
import {
  type CalendarInput,
  calendarSchema,
  defineCalendar,
  defineLevel,
  listCalendars,
  listLevels,
  otherDaysOf,
  simulate,
} from '#domain/sla/index.ts'
import { getTicket } from '#domain/tickets/index.ts'
import { createWorld, tuesday } from '../../support/world.ts'
import { createDesk, refusal } from '../tickets/support.ts'

const office: CalendarInput = {
  zone: 'Europe/Lisbon',
  week: [1, 2, 3, 4, 5].map((day) => ({ day, start: '09:00', end: '18:00' })),
  holidays: 'PT',
  rules: [],
  exceptions: [],
}

describe('a calendar', () => {
  it('that never opens is refused, whatever closes it', async () => {
    const world = await createWorld()
    const helena = await world.as('helena')
    const define = (more: object) => defineCalendar(helena, { ...office, id: 'nova', ...more })
    expect(await refusal(define({ week: [] }))).toMatchObject({ fields: ['week: never-opens'] })
    const everyDay = Array.from({ length: 366 }, (_, at) => ({
      date: new Date(Date.UTC(2028, 0, 1 + at)).toISOString().slice(5, 10),
    }))
    expect((await refusal(define({ rules: everyDay }))).fields).toEqual(['rules: too-many'])
    const daily = Array.from({ length: 800 }, (_, at) => ({
      date: new Date(Date.UTC(2026, 10, 1 + at)).toISOString().slice(0, 10),
      open: [],
    }))
    expect(await refusal(define({ exceptions: daily }))).toMatchObject({ fields: ['week: never-opens'] })
    expect(await refusal(define({ holidays: 'ZZ' }))).toMatchObject({ fields: ['holidays: unknown'] })
    expect(await refusal(define({ zone: 'Lua/Mar' }))).toMatchObject({ fields: ['zone: unknown'] })
    expect(await define({ holidays: 'DE-BY', exceptions: [{ date: '2026-12-24', open: [] }] })).toBe('new')
  })

  it('is a new version when it changes, and a save from an older one is refused', async () => {
    const world = await createWorld()
    const helena = await world.as('helena')
    expect(await defineCalendar(helena, { ...office, id: 'nova' }, 0)).toBe('new')
    expect(await defineCalendar(helena, { ...office, id: 'nova', holidays: null }, 1)).toBe('changed')
    for (const [from, code] of [
      [1, 'calendar-changed'],
      [0, 'calendar-exists'],
    ] as const)
      expect(await refusal(defineCalendar(helena, { ...office, id: 'nova' }, from))).toMatchObject({ code })
    expect((await listCalendars(helena)).map(({ id, version }) => [id, version])).toEqual([
      ['24x7', 1],
      ['nova', 2],
      ['pt-office', 1],
    ])
    const { rows } = await world.database.client.execute(
      "select data from events where type = 'calendar.defined' order by id",
    )
    expect(JSON.parse(String(rows[1]?.data))).toEqual({ version: 2, changes: { holidays: ['PT', null] } })
    expect(await refusal(listCalendars(await world.as('ana')))).toMatchObject({ kind: 'not-allowed' })
  })

  it('changed, or closed for its organisation, moves no deadline of a ticket that exists', async () => {
    const desk = await createDesk()
    const before = await desk.open('carla')
    const deadline = async (reference: string) =>
      (await getTicket(await desk.as('carla'), reference)).deadlines.firstResponse.dueAt
    const promised = await deadline(before.reference)
    await defineCalendar(await desk.as('helena'), {
      ...office,
      id: 'pt-office',
      week: [{ day: 1, start: '09:00', end: '10:00' }],
    })
    await changeOrganisation(await desk.as('helena'), {
      id: 'sao-bras',
      name: 'Hospital de São Brás',
      kind: 'customer',
      closedDays: [{ date: '11-30' }],
    })
    const levels = await listLevels(await desk.as('helena'))
    const base = levels.find(({ id }) => id === 'base')
    const { normal } = base?.definition.targets ?? {}
    await defineLevel(await desk.as('helena'), {
      id: 'base',
      name: 'Base',
      targets: { ...base?.definition.targets, normal: { ...normal, firstResponse: 60 } },
    })
    expect(await deadline(before.reference)).toBe(promised)
    const after = await desk.open('carla')
    // Mondays alone, one hour each, not on the 30th: the second Monday that is left.
    expect(new Date((await deadline(after.reference)) ?? 0).toISOString()).toBe('2026-12-07T10:00:00.000Z')
  })
})

describe('the simulator', () => {
  it('says when it is due and what counted, by a calendar that nobody saved', async () => {
    const world = await createWorld()
    const definition = calendarSchema.parse({
      ...office,
      rules: [{ date: '11-30', open: [{ start: '09:00', end: '10:00' }] }],
    })
    const friday = Date.UTC(2026, 10, 27, 17)
    const { due, spans } = await simulate(await world.as('helena'), definition, friday, 180)
    expect(spans.map(({ from, minutes }) => [new Date(from).toISOString().slice(5, 16), minutes])).toEqual([
      ['11-27T17:00', 60],
      ['11-30T09:00', 60],
      // Tuesday 1 December is a holiday.
      ['12-02T09:00', 60],
    ])
    expect(new Date(due ?? 0).toISOString()).toBe('2026-12-02T10:00:00.000Z')
  })

  it('shows the days of a year that are not as the week says', async () => {
    const world = await createWorld()
    const definition = calendarSchema.parse({
      ...office,
      rules: [{ easter: -47 }, { date: '12-24', open: [{ start: '09:00', end: '12:00' }] }],
      exceptions: [{ date: '2026-12-25', open: [{ start: '10:00', end: '11:00' }] }],
    })
    const days = await otherDaysOf(await world.as('helena', tuesday), definition, 2026)
    expect(days.find(({ date }) => date === '2026-02-17')).toEqual({
      date: '2026-02-17',
      why: 'yearly',
      open: [],
    })
    expect(days.find(({ date }) => date === '2026-12-24')).toMatchObject({
      why: 'yearly',
      open: [{ start: '09:00' }],
    })
    expect(days.find(({ date }) => date === '2026-12-25')).toMatchObject({ why: 'once' })
    expect(days.find(({ date }) => date === '2026-12-08')).toMatchObject({ why: 'holiday', open: [] })
    // Saturday 25 April is closed anyway.
    expect(days.some(({ date }) => date === '2026-04-25')).toBe(false)
    expect(await refusal(otherDaysOf(await world.as('helena'), definition, 99_999))).toMatchObject({
      fields: ['year: invalid'],
    })
  })
})

describe('a service level', () => {
  it('says how many contracts promise it, and is not saved over another’s change', async () => {
    const world = await createWorld()
    const helena = await world.as('helena')
    const [base] = await listLevels(helena)
    expect(base).toMatchObject({ id: 'base', contracts: 1, version: 1 })
    const input = { id: 'base', name: 'Base mais', targets: base?.definition.targets }
    expect(await defineLevel(helena, input, 1)).toBe('changed')
    expect(await refusal(defineLevel(helena, input, 1))).toMatchObject({ code: 'level-changed' })
    expect(await refusal(defineLevel(helena, input, 0))).toMatchObject({ code: 'level-exists' })
    await createOrganisation(helena, { id: 'x', name: 'Xis', kind: 'customer' })
    expect((await listLevels(helena))[0]).toMatchObject({ name: 'Base mais', version: 2 })
  })
})
