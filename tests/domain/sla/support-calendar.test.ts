import { expect, it } from 'vitest'
import { defineCalendar, getSupportCalendar, isOpen, usualCalendar, zoneOf } from '#domain/sla/index.ts'
import { createWorld } from '#tests/support/world.ts'

it('is the portal’s own where there is no such calendar, and says whose days are counted', async () => {
  const world = await createWorld()
  const joao = await world.as('joao')
  const saturday = Date.UTC(2026, 10, 28, 12)
  expect(isOpen(await getSupportCalendar(joao, '24x7'), saturday)).toBe(true)
  expect(isOpen(await getSupportCalendar(joao, 'nada'), saturday)).toBe(false)
  expect(await getSupportCalendar(joao)).toBe(await getSupportCalendar(joao, 'nada'))
  expect(await zoneOf(joao)).toBe('Europe/Lisbon')
  const week = [{ day: 1, start: '09:00', end: '17:00' }]
  const azores = { id: usualCalendar, zone: 'Atlantic/Azores', week, holidays: null, exceptions: [] }
  await defineCalendar(joao, azores)
  expect(await zoneOf(joao)).toBe('Atlantic/Azores')
})
