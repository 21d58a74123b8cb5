import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createWebhookSender, isPrivate, newWebhookSecret, signatures } from '#server/webhooks/send.ts'

test('a signature is that of the specification’s own example', () => {
  const body = '{"test": 2432232314}'
  expect(
    signatures('msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, body, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw']),
  ).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})

test.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['172.31.0.1', true],
  ['192.168.1.1', true],
  ['169.254.169.254', true],
  ['0.0.0.0', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['fd00::1', true],
  ['fe80::1', true],
  ['not an address', true],
  ['1.1.1.1', false],
  ['2606:4700::1111', false],
])('%s is private: %s', (address, is) => {
  expect(isPrivate(address)).toBe(is)
})

test('a message carries id, time and a signature by each secret in force; a redirect is not followed', async () => {
  const seen: { headers: Record<string, unknown>; body: string }[] = []
  const server = createServer((req, res) => {
    let body = ''
    req.on('data', (piece) => (body += piece))
    req.on('end', () => {
      seen.push({ headers: req.headers, body })
      res.writeHead(302, { Location: '/elsewhere' }).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const now = Date.UTC(2026, 10, 24)
  const secret = newWebhookSecret()
  const webhook = { secret, previousSecret: newWebhookSecret(), previousUntil: now + 1 }
  const url = `http://localhost:${port}/hook`
  const message = { id: 'msg_1', body: { type: 'x' } }
  expect(await createWebhookSender(true, () => now)({ ...webhook, url }, message)).toEqual({
    status: 302,
    error: null,
  })
  expect(seen).toHaveLength(1)
  const { headers, body } = seen[0] as (typeof seen)[0]
  const key = Buffer.from(secret.slice(6), 'base64')
  const right = createHmac('sha256', key)
    .update(`msg_1.${now / 1000}.${body}`)
    .digest('base64')
  expect(headers).toMatchObject({ 'webhook-id': 'msg_1', 'webhook-timestamp': String(now / 1000) })
  expect(String(headers['webhook-signature']).split(' ')).toHaveLength(2)
  expect(headers['webhook-signature']).toContain(`v1,${right}`)
  for (const inside of [
    url,
    `http://127.0.0.1:${port}/`,
    `http://[::1]:${port}/`,
    `http://0x7f000001:${port}/`,
  ]) {
    const refused = await createWebhookSender(false)({ ...webhook, url: inside }, message)
    expect(refused).toMatchObject({ status: null, error: 'private-address' })
  }
  expect(seen).toHaveLength(1)
})
