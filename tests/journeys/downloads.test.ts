import { createHash } from 'node:crypto'
import { expect, inject, test } from 'vitest'

const linux = '/downloads/gestor/7.4.2/gestor-server-7.4.2-linux-x64.tar.gz'

function get(path: string, name: string | null, headers: Record<string, string> = {}): Promise<Response> {
  const authorization: Record<string, string> = name ? { Authorization: `Bearer bal_demo_${name}` } : {}
  return fetch(inject('portal') + path, { headers: { ...authorization, ...headers }, redirect: 'manual' })
}

test('a file comes whole, with its hash as tag, digest and companion', async () => {
  const response = await get(linux, 'ana')
  const content = Buffer.from(await response.arrayBuffer())
  const hash = createHash('sha256').update(content).digest('hex')
  expect(response.status).toBe(200)
  expect(response.headers.get('etag')).toBe(`"${hash}"`)
  expect(response.headers.get('content-disposition')).toBe(
    'attachment; filename="gestor-server-7.4.2-linux-x64.tar.gz"',
  )
  expect(response.headers.get('repr-digest')).toBe(`sha-256=:${Buffer.from(hash, 'hex').toString('base64')}:`)
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(await (await get(`${linux}.sha256`, 'ana')).text()).toBe(
    `${hash}  gestor-server-7.4.2-linux-x64.tar.gz\n`,
  )
  expect((await get(linux, 'ana', { 'If-None-Match': `"${hash}"` })).status).toBe(304)
})

test.each([
  ['bytes=0-9', 206, 10],
  ['bytes=10-', 206, null],
  ['bytes=-5', 206, 5],
  ['bytes=999999-', 416, null],
  ['bytes=9-3', 200, null],
  ['bytes=a-b', 200, null],
  ['bytes=0-1,4-5', 200, null],
  ['lines=1-2', 200, null],
])('the range %s answers %i', async (range, status, length) => {
  const response = await get(linux, 'ana', { Range: range })
  const content = await response.arrayBuffer()
  expect(response.status).toBe(status)
  if (length !== null) expect(content.byteLength).toBe(length)
  if (status === 416) expect(response.headers.get('content-range')).toMatch(/^bytes \*\/\d+$/)
})

test('parts put together are the whole, and another content gets no part', async () => {
  const whole = Buffer.from(await (await get(linux, 'ana')).arrayBuffer())
  const first = Buffer.from(await (await get(linux, 'ana', { Range: 'bytes=0-99' })).arrayBuffer())
  const rest = Buffer.from(await (await get(linux, 'ana', { Range: 'bytes=100-' })).arrayBuffer())
  expect(Buffer.concat([first, rest]).equals(whole)).toBe(true)
  expect((await get(linux, 'ana', { Range: 'bytes=0-9', 'If-Range': '"other"' })).status).toBe(200)
})

test.each([
  ['ana', '7.5.1', 200],
  ['ana', '7.4.1', 410],
  ['ana', '7.6.0', 404],
  ['joao', '7.6.0', 200],
  ['dora', '7.5.1', 200],
  [null, '7.4.2', 401],
] as const)('%s asking for %s gets %i', async (name, version, status) => {
  const response = await get(`/downloads/gestor/${version}/gestor-server-${version}-linux-x64.tar.gz`, name)
  expect(response.status).toBe(status)
  if (status === 410) expect(((await response.json()) as { code: string }).code).toBe('withdrawn')
})

test.each([
  '/downloads/gestor/7.4.2/..%2f..%2fetc%2fpasswd',
  '/downloads/gestor/7.4.2/%00',
  '/downloads/gestor/7.4.2/%zz',
  `/downloads/gestor/7.4.2/${'a'.repeat(300)}`,
  '/downloads/gestor/7.4.2/%D9%85%D9%84%D9%81.zip',
  '/downloads/folha/9.9.9/x.zip',
  '/downloads/gestor//x',
])('%s is no file', async (path) => {
  expect((await get(path, 'ana')).status).toBe(404)
})

test('a product outside the contract is not there, not even by its reason', async () => {
  expect((await get('/downloads/folha/5.2.0/folha-server-5.2.0-linux-x64.tar.gz', 'carla')).status).toBe(404)
})

test('a browser that is not signed in is asked to, and returns to the file', async () => {
  const response = await get(linux, null, { Accept: 'text/html' })
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe(`/pt/login?next=${encodeURIComponent(linux)}`)
})
