import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, inject, onTestFinished, test } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { downloadGrants } from '#db/schema/index.ts'
import { startNginx } from '#tests/support/nginx.ts'
import { eventually } from './support/eventually.ts'
import { startDemo } from './support/portal.ts'

const path = '/downloads/gestor/7.4.2/gestor-server-7.4.2-linux-x64.tar.gz'
const headers = { Authorization: 'Bearer bal_demo_ana' }

test('behind nginx the portal decides and nginx sends, with the same answers', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-accel-'))
  const demo = await startDemo({ DATA_DIR: folder, ACCEL_REDIRECT: '/internal-files/' })
  const port = Number(new URL(demo.address).port) + 1
  const nginx = await startNginx(
    join(folder, 'nginx'),
    port,
    `location / { proxy_pass http://localhost:${new URL(demo.address).port}; proxy_http_version 1.1; }
     location /internal-files/ { internal; alias ${folder}/demo/files/; etag off; max_ranges 1;
       add_header ETag $upstream_http_etag; add_header Repr-Digest $upstream_http_repr_digest;
       add_header X-Content-Type-Options nosniff; }`,
  )
  onTestFinished(async () => {
    await nginx.stop()
    await demo.kill('SIGTERM')
    await rm(folder, { recursive: true, force: true })
  })
  const front = `http://127.0.0.1:${port}${path}`
  const whole = await fetch(front, { headers })
  const content = Buffer.from(await whole.arrayBuffer())
  const hash = createHash('sha256').update(content).digest('hex')
  expect(whole.status).toBe(200)
  expect(whole.headers.get('etag')).toBe(`"${hash}"`)
  expect(whole.headers.get('x-accel-redirect')).toBe(null)
  expect(whole.headers.get('content-disposition')).toContain('attachment; filename="gestor-server-7.4.2')
  expect(whole.headers.get('cache-control')).toBe('private, no-transform')
  expect(
    content.equals(Buffer.from(await (await fetch(`${inject('portal')}${path}`, { headers })).arrayBuffer())),
  ).toBe(true)
  for (const [range, more, status] of [
    ['bytes=5-9', {}, 206],
    ['bytes=5-9', { 'If-Range': `"${hash}"` }, 206],
    ['bytes=5-9', { 'If-Range': '"other"' }, 200],
    ['bytes=0-1,5-9', {}, 200],
    ['bytes=9-3', {}, 200],
    ['bytes=999999-', {}, 416],
  ] as const) {
    const answer = await fetch(front, { headers: { ...headers, Range: range, ...more } })
    const body = Buffer.from(await answer.arrayBuffer())
    expect([range, more, answer.status]).toEqual([range, more, status])
    if (status === 206) expect(body.equals(content.subarray(5, 10))).toBe(true)
  }
  expect((await fetch(front, { headers: { ...headers, 'If-None-Match': `"${hash}"` } })).status).toBe(304)
  expect((await fetch(front)).status).toBe(401)
  expect((await fetch(`http://127.0.0.1:${port}/internal-files/${hash.slice(0, 2)}/${hash}`)).status).toBe(
    404,
  )
  await eventually(async () => {
    const database = await openDatabase(pathToFileURL(join(folder, 'demo', 'balcao.db')).href)
    const rows = await database.reader.select().from(downloadGrants)
    database.close()
    return rows.length >= 1 && rows.every(({ sender }) => sender === 'proxy' || sender === 'portal')
  })
})
