import { expect, test } from 'vitest'
import { type Decision, type ProductUpdates, type ReleaseView, updatesFor } from '#domain/releases/index.ts'

test('of several contracts of one organisation the one that comes nearest says why', () => {
  const organisation = { id: 'a', name: 'A' }
  const ended: Decision = { allowed: false, reason: 'maintenance-ended', date: '2026-06-30' }
  const licence: Decision = { allowed: false, reason: 'eula-required', revision: 2 }
  const release = {
    ...{ version: '1.0.0', decision: { allowed: true, reason: 'maintenance' } },
    organisations: [ended, licence].map((decision) => ({ ...organisation, decision })),
  }
  const updates = {
    ...{ product: { id: 'gestor', name: 'Gestor' }, terms: [{ organisation }] },
    releases: [release as unknown as ReleaseView],
  } as unknown as ProductUpdates
  expect(updatesFor(updates, 'a')?.releases[0]?.decision).toEqual(licence)
  expect(updatesFor(updates, 'b')).toBeNull()
})
