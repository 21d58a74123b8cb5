import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startS3 } from '#tests/support/s3.ts'
import { startDemo, startPortal } from './support/portal.ts'

const name = 'gestor-server-9.0.0-linux-x64.tar.gz'
const path = `/downloads/gestor/9.0.0/${name}`
const headers = { Authorization: 'Bearer bal_demo_ana' }
const content = randomBytes(12_000_000)
const sha256 = createHash('sha256').update(content).digest('hex')

const run = promisify(execFile)

const hashOf = async (answer: Response): Promise<string> =>
  createHash('sha256')
    .update(Buffer.from(await answer.arrayBuffer()))
    .digest('hex')

test('files move to a bucket, from where the portal sends them or leads there, and back to a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-bucket-'))
  const data = join(folder, 'demo')
  const { endpoint, url } = await startS3()
  const bucket = { DATA_DIR: data, FILES_URL: url, S3_ENDPOINT: endpoint }
  const portal = (env: Record<string, string>, ...args: string[]): Promise<unknown> =>
    run(process.execPath, ['src/cli/portal.ts', ...args], {
      env: { ...process.env, DATA_DIR: data, LOG_LEVEL: 'error', ...env },
    })
  let demo = await startDemo({ DATA_DIR: folder })
  try {
    const old = '/downloads/gestor/7.4.2/gestor-server-7.4.2-linux-x64.tar.gz'
    const before = await hashOf(await fetch(demo.address + old, { headers }))
    await demo.kill('SIGTERM')
    await portal({ S3_ENDPOINT: endpoint }, 'files', 'move', url, '--remove')

    demo = await startPortal(bucket)
    expect(await hashOf(await fetch(demo.address + old, { headers }))).toBe(before)
    await writeFile(join(folder, name), content)
    await portal(bucket, 'release', 'publish', 'gestor', '9.0.0', join(folder, name))
    await expect(stat(join(data, 'files', sha256.slice(0, 2), sha256))).rejects.toThrow()
    const whole = await fetch(demo.address + path, { headers })
    expect([whole.status, whole.headers.get('etag')]).toEqual([200, `"${sha256}"`])
    expect(await hashOf(whole)).toBe(sha256)
    const part = await fetch(demo.address + path, { headers: { ...headers, Range: 'bytes=5000000-5000009' } })
    expect(part.headers.get('content-range')).toBe(`bytes 5000000-5000009/${content.length}`)
    expect(Buffer.from(await part.arrayBuffer())).toEqual(content.subarray(5_000_000, 5_000_010))
    await demo.kill('SIGTERM')

    demo = await startPortal({ ...bucket, S3_REDIRECT: 'yes' })
    const led = await fetch(demo.address + path, { headers, redirect: 'manual' })
    expect(led.status).toBe(302)
    const address = led.headers.get('location') ?? ''
    expect(address.startsWith(`${endpoint}/releases/portal/`)).toBe(true)
    const fromThere = await fetch(address)
    expect(fromThere.headers.get('content-disposition')).toContain(name)
    expect(await hashOf(fromThere)).toBe(sha256)
    await demo.kill('SIGTERM')

    await portal(bucket, 'files', 'move', pathToFileURL(join(data, 'files')).href)
    demo = await startPortal({ DATA_DIR: data })
    expect(await hashOf(await fetch(demo.address + path, { headers }))).toBe(sha256)
  } finally {
    await demo.kill('SIGTERM')
    await rm(folder, { recursive: true, force: true })
  }
})
