import { expect, it } from 'vitest'
import { calendarForm } from '#server/sla/calendar-form.ts'
import { createWorld } from '../../support/world.ts'

it('says of hours that are not understood how they are written', async () => {
  const world = await createWorld()
  const helena = await world.as('helena')
  const save = async (fields: Record<string, string>) => {
    const typed = { deed: 'save', id: 'nova', zone: 'Europe/Lisbon', 'day-1': '9:00-12:30', ...fields }
    const body = new URLSearchParams(typed)
    const { refused } = await calendarForm(
      helena,
      new Request('http://portal.test/', { method: 'POST', body }),
      null,
    )
    return refused?.fields.map(({ field, code }) => `${field}: ${code}`)
  }
  expect(await save({ 'day-2': 'manhã', 'day-3': '25:00-26:00', 'day-4': '18:00-02:00' })).toEqual([
    'day-2: bad-hours',
    'day-3: bad-hours',
    'day-4: ends-first',
  ])
  expect(await save({ id: '' })).toEqual(['id: required'])
  expect(await save({ id: 'Câmara' })).toEqual(['id: not-a-word'])
  expect(await save({})).toBeUndefined()
})
