import { expect, test } from 'vitest'
import { licenceAdminForm } from '#server/releases/licence-admin-form.ts'
import { createWorld } from '#tests/support/world.ts'

test('a licence holds from a day that the calendar has', async () => {
  const world = await createWorld()
  const joao = await world.as('joao')
  const send = (effectiveOn: string) => {
    const body = new URLSearchParams({ deed: 'save', pt: 'Termos', en: 'Terms', effectiveOn })
    return licenceAdminForm(joao, new Request('https://portal.test/', { method: 'POST', body }), 'gestor')
  }
  for (const day of ['2027-02-30', '99999-01-01', '2027-13-01', 'amanhã']) {
    const { refused, done } = await send(day)
    expect([done, refused?.fields], day).toEqual([null, [{ field: 'effectiveOn', code: 'not-a-date' }]])
  }
  expect((await send('2028-02-29')).done).toBe('saved')
})
