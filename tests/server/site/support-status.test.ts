import { expect, it } from 'vitest'
import { supportStatus } from '#server/site/support-status.ts'
import { createWorld, tuesday } from '../../support/world.ts'

it('tells whether support is open, by the portal’s own calendar where none is named', async () => {
  const ctx = await (await createWorld()).as({ kind: 'visitor' }, tuesday)
  expect(await supportStatus(ctx, '')).toEqual(await supportStatus(ctx, 'pt-office'))
  expect(await supportStatus(ctx, '')).toMatchObject({ open: true, nextOpening: null, zone: 'Europe/Lisbon' })
  expect(await supportStatus({ ...ctx, now: tuesday - 12 * 3_600_000 }, '')).toMatchObject({ open: false })
  expect(await supportStatus(ctx, '24x7')).toMatchObject({ open: true, until: null })
  expect(await supportStatus(ctx, 'nada')).toBeNull()
})
