import { expect, test } from 'vitest'
import { releasePage } from '#server/releases/release-deeds.ts'
import type { Runtime } from '#server/runtime.ts'
import { drafted, gestor } from '#tests/domain/releases/support.ts'
import { createWorld } from '#tests/support/world.ts'
import { meansOf } from './support.ts'

async function sent(fields: Record<string, string>): Promise<Awaited<ReturnType<typeof releasePage>>> {
  const world = await createWorld()
  await drafted(world, '7.5.3')
  const runtime = (await meansOf(world)) as unknown as Runtime
  const request = new Request('http://localhost/', { method: 'POST', body: new URLSearchParams(fields) })
  return releasePage(runtime, await world.as('joao'), request, gestor('7.5.3'), 'pt')
}

test('a deed that the page does not have does nothing', async () => {
  for (const deed of ['none', 'hasOwnProperty', 'constructor', '__proto__'])
    expect(await sent({ deed })).toMatchObject({
      goTo: '/pt/admin/releases/gestor/7.5.3?#said',
      refused: null,
    })
})

test('what is refused is named by the fields of the form', async () => {
  const typed = {
    deed: 'save',
    kind: 'full',
    channel: 'stable',
    rolloutPercent: '100',
    summaryPt: 'Só em português.',
  }
  const { refused, values } = await sent(typed)
  expect(refused?.fields.map(({ field }) => field)).toEqual(['summaryEn'])
  expect(values.summaryPt).toBe('Só em português.')
})
