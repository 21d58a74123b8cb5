import { describe, expect, it } from 'vitest'
import { getManagedOrganisation } from '#domain/customers/index.ts'
import { organisationForm } from '#server/customers/organisation-form.ts'
import type { Form } from '#server/http/form.ts'
import { readOwnDays, rowsOf, shownRows } from '#server/sla/own-day-rows.ts'
import { createWorld } from '#tests/support/world.ts'

type Row = readonly [date: string, name?: string, hours?: string]

function fieldsOf(rows: readonly Row[]): Record<string, string> {
  return Object.fromEntries(
    rows.flatMap(([date, name = '', hours = ''], at) => [
      [`closed-date-${at}`, date],
      [`closed-name-${at}`, name],
      [`closed-hours-${at}`, hours],
    ]),
  )
}

function formOf(...rows: Row[]): Form {
  const given = fieldsOf(rows)
  const fields = new Map(Object.entries(given).map(([name, value]) => [name, [value]]))
  return { fields, get: (name: string) => given[name] ?? '' } as unknown as Form
}

const problemsOf = (...rows: Row[]): string[] =>
  readOwnDays(formOf(...rows)).problems.map(({ field, code }) => `${field}: ${code}`)

describe('rows of days', () => {
  it('are of every year, of one date, or by Easter, with a name and hours', () => {
    const { days, problems } = readOwnDays(
      formOf(
        ['13/06', ' Feriado municipal '],
        [''],
        ['24/12/2026', 'Tolerância', '9:00-13:00'],
        ['Páscoa+1'],
        ['2027-02-16'],
      ),
    )
    expect(problems).toEqual([])
    expect(days).toEqual([
      { date: '06-13', open: [], name: 'Feriado municipal' },
      { date: '2026-12-24', open: [{ start: '09:00', end: '13:00' }], name: 'Tolerância' },
      { easter: 1, open: [], name: undefined },
      { date: '2027-02-16', open: [], name: undefined },
    ])
    const rows = rowsOf('pt', days)
    expect(rows.map(({ date }) => date)).toEqual(['13/06', '24/12/2026', 'Páscoa+1', '16/02/2027'])
    const again = formOf(...rows.map(({ date, name, hours }): Row => [date, name, hours]))
    expect(readOwnDays(again).days).toEqual(days)
  })

  it('are refused one by one', () => {
    expect(
      problemsOf(
        ['Natal'],
        ['', 'Feriado'],
        ['31/02'],
        ['13/06', '', 'de manhã'],
        ['14/06', '', '13:00-09:00'],
        ['15/06', 'x'.repeat(81)],
        ['29/02/2027'],
        ['24/12 09:00-13:00'],
        ['1/7'],
        ['01/07'],
        ['Páscoa+999'],
      ),
    ).toEqual([
      'closed-date-0: bad-day',
      'closed-date-1: required',
      'closed-date-2: bad-day',
      'closed-hours-3: bad-hours',
      'closed-hours-4: ends-first',
      'closed-name-5: too-long',
      'closed-date-6: bad-day',
      'closed-date-7: bad-day',
      'closed-date-9: day-twice',
      'closed-date-10: too-high',
    ])
  })

  it('end with an empty one, and keep their numbers where one was emptied', () => {
    const typed = formOf(['13/06'], [''], ['Natal', 'x'])
    expect(shownRows(typed, 'pt', [])).toEqual([
      { at: 0, row: { date: '13/06', name: '', hours: '' } },
      { at: 2, row: { date: 'Natal', name: 'x', hours: '' } },
      { at: 3, row: { date: '', name: '', hours: '' } },
    ])
    expect(shownRows(null, 'en', [{ easter: -47 }]).map(({ at, row }) => [at, row.date])).toEqual([
      [0, 'Easter-47'],
      [1, ''],
    ])
  })
})

describe('the form of an organisation', () => {
  it('saves its days, and keeps what was typed where a row is wrong', async () => {
    const world = await createWorld()
    const helena = await world.as('helena')
    const norte = await getManagedOrganisation(helena, 'norte')
    const send = (rows: readonly Row[]) =>
      organisationForm(
        helena,
        new Request('http://portal.test/', {
          method: 'POST',
          body: new URLSearchParams({
            name: 'Norte',
            kind: 'partner',
            revision: String(norte.revision),
            ...fieldsOf(rows),
          }),
        }),
        norte,
      )
    const refused = await send([['13/06', 'São João'], ['Natal']])
    expect(refused).toMatchObject({
      status: 422,
      refused: { fields: [{ field: 'closed-date-1', code: 'bad-day' }] },
    })
    expect(refused.typed?.get('closed-name-0')).toBe('São João')
    expect(await send([['24/06', 'São João'], ['2/1/2027']])).toMatchObject({ done: 'saved' })
    expect((await getManagedOrganisation(helena, 'norte')).closedDays).toEqual([
      { date: '06-24', open: [], name: 'São João' },
      { date: '2027-01-02', open: [] },
    ])
    const { rows } = await world.database.client.execute(
      "select data from events where type = 'organisation.changed'",
    )
    expect(JSON.parse(String(rows[0]?.data)).changes.closedDays[1]).toHaveLength(2)
  })
})
