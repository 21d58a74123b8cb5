import { expect, test } from 'vitest'
import { listWebhooks } from '#domain/webhooks/index.ts'
import { newWebhookForm } from '#server/webhooks/webhook-form.ts'
import { createWorld } from '#tests/support/world.ts'

test('an address inside is refused where it is written, unless webhooks may stay inside', async () => {
  const world = await createWorld()
  const bruno = await world.as('bruno')
  const send = (url: string, webhooksPrivate = false) => {
    const body = new URLSearchParams({ url, organisationId: 'vila-nova', events: 'release.published' })
    const request = new Request('https://portal.test/', { method: 'POST', body })
    return newWebhookForm(
      { config: { webhooksPrivate } } as Parameters<typeof newWebhookForm>[0],
      bruno,
      request,
    )
  }
  for (const host of ['127.0.0.1', '2130706433', '[::1]', '[::ffff:10.0.0.1]', 'localhost', 'a.localhost']) {
    const { refused, values } = await send(`https://${host}/hook`)
    expect(refused?.fields, host).toEqual([{ field: 'url', code: 'private-address' }])
    expect(values('url')).toBe(`https://${host}/hook`)
  }
  expect((await send('https://localhost/hook', true)).refused).toBeNull()
  expect((await send('https://updates.example.com/')).refused).toBeNull()
  expect(await listWebhooks(bruno)).toHaveLength(2)
})
