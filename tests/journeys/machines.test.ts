import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { apiTokens } from '#db/schema/index.ts'
import { expectSound, phone, signIn, useBrowser } from './support/browser.ts'
import { eventually } from './support/eventually.ts'
import { portalCommand } from './support/own-portal.ts'
import { type Demo, startDemo } from './support/portal.ts'

const browser = useBrowser()
const size = 40_000_000
const name = 'gestor-server-9.0.0-linux-x64.tar.gz'
const path = `/downloads/gestor/9.0.0/${name}`

let folder: string
let demo: Demo
let content: Buffer
let port: string

/** The demo in a folder of its own, which may be killed, on the same port when it comes back. */
async function start(): Promise<void> {
  demo = await startDemo({ DATA_DIR: folder, ...(port ? { PORT: port } : {}) })
  port = new URL(demo.address).port
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balcao-machines-'))
  port = ''
  await start()
  content = randomBytes(size)
  await writeFile(join(folder, name), content)
  const args = ['release', 'publish', 'gestor', '9.0.0', join(folder, name)]
  expect((await portalCommand({ DATA_DIR: join(folder, 'demo') }, args)).code).toBe(0)
})

afterAll(async () => {
  await demo.kill('SIGTERM')
  await rm(folder, { recursive: true, force: true })
})

const bearer = (who: string): Record<string, string> => ({ Authorization: `Bearer bal_demo_${who}` })

async function updates(
  who: string,
  from: string,
): Promise<{ steps: { files: { name: string; grantUrl: string }[] }[] }> {
  const url = `${demo.address}/api/v1/products/gestor/updates?from=${from}`
  return (await (await fetch(url, { headers: bearer(who) })).json()) as never
}

async function grantUrl(who: string): Promise<string> {
  const { steps } = await updates(who, '7.5.1')
  const file = steps.flatMap((step) => step.files).find((each) => each.name === name)
  if (!file) throw new Error('no such file')
  return new URL(file.grantUrl).pathname + new URL(file.grantUrl).search
}

test('a grant is an address by itself, and of one file alone', async () => {
  const address = demo.address + (await grantUrl('bruno'))
  const part = await fetch(address, { headers: { Range: 'bytes=10-19' } })
  expect(part.status).toBe(206)
  expect(Buffer.from(await part.arrayBuffer()).equals(content.subarray(10, 20))).toBe(true)
  const forged = await fetch(address.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))
  expect([forged.status, ((await forged.json()) as { code: string }).code]).toEqual([401, 'grant-invalid'])
  const other = await fetch(
    address.replace('9.0.0/gestor-server-9.0.0-linux', '7.5.1/gestor-server-7.5.1-linux'),
  )
  expect(other.status).toBe(404)
})

test('a browser is led to an address that outlives its session', async () => {
  const page = await browser.open({ baseURL: demo.address })
  await signIn(page, 'ana')
  const cookies = (await page.context().cookies()).map((each) => `${each.name}=${each.value}`).join('; ')
  const headers = { 'Sec-Fetch-Mode': 'navigate' }
  const led = await page.request.get(demo.address + path, { headers, maxRedirects: 0 })
  expect(led.status()).toBe(302)
  const plain = await fetch(demo.address + path, { headers: { Cookie: cookies, Range: 'bytes=0-0' } })
  expect(plain.status).toBe(206)
  await page.goto('/pt/account')
  await page.click('form[action="/logout"] button')
  const after = await fetch(demo.address + (led.headers()['location'] ?? ''), {
    headers: { Range: 'bytes=0-4' },
  })
  expect(after.status).toBe(206)
})

async function fetchScript(
  who: string,
  to: string,
  ...more: string[]
): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(
    'dash',
    [
      'public/balcao-fetch',
      '--portal',
      demo.address,
      '--product',
      'gestor',
      '--from',
      '7.5.1',
      '--to',
      to,
      ...more,
    ],
    { env: { ...process.env, BALCAO_TOKEN: `bal_demo_${who}`, BALCAO_FETCH_TRIES: '30' } },
  )
  let out = ''
  let err = ''
  child.stdout.on('data', (piece) => (out += piece))
  child.stderr.on('data', (piece) => (err += piece))
  const code = await new Promise<number>((resolve) => child.once('exit', (status) => resolve(status ?? -1)))
  return { code, out, err }
}

test('balcao-fetch fetches what leads up, finds it there the second time, and says what it would do', async () => {
  const to = join(folder, 'fetched')
  expect(await fetchScript('ana', to, '--dry-run')).toMatchObject({
    code: 0,
    out: `9.0.0\t${name}\t${size}\n`,
  })
  await expect(stat(to)).rejects.toThrow()
  expect(await fetchScript('ana', to)).toMatchObject({ code: 0, err: '' })
  expect((await readFile(join(to, name))).equals(content)).toBe(true)
  expect((await fetchScript('ana', to)).out).toContain('is there already')
  expect(await fetchScript('ana', to, '--token', 'x')).toMatchObject({ code: 2 })
  const database = await openDatabase(pathToFileURL(join(folder, 'demo', 'balcao.db')).href)
  const { eq } = await import('drizzle-orm')
  await database.write((tx) =>
    tx.update(apiTokens).set({ revokedAt: Date.now() }).where(eq(apiTokens.id, 'demo-bruno')),
  )
  database.close()
  const revoked = await fetchScript('bruno', to)
  expect(revoked.code).toBe(3)
  expect(revoked.err).toContain('token-revoked')
  expect((await fetchScript('ana', to, '--public-key', '/nowhere')).code).toBe(2)
  expect((await fetchScript('carla', to)).code).toBe(4)
})

test('a partner fetches for the customer that it names, and not for one it does not look after', async () => {
  const to = join(folder, 'fetched-for')
  expect((await fetchScript('dora', to, '--organisation', 'vila-nova')).code).toBe(0)
  expect((await fetchScript('dora', to, '--organisation', 'linha-um')).code).toBe(4)
})

test('balcao-fetch survives a server that is killed in the middle', async () => {
  const to = join(folder, 'killed')
  const running = fetchScript('ana', to)
  await eventually(async () => {
    const found = await stat(to).catch(() => null)
    return found !== null
  })
  await demo.kill('SIGKILL')
  await start()
  const { code } = await running
  expect(code).toBe(0)
  expect((await readFile(join(to, name))).equals(content)).toBe(true)
})

test('balcao-fetch keeps nothing of a file that was altered', async () => {
  const hash = createHash('sha256').update(content).digest('hex')
  const stored = join(folder, 'demo', 'files', hash.slice(0, 2), hash)
  const kept = join(folder, 'kept')
  await cp(stored, kept)
  const altered = Buffer.from(content)
  altered[5] = (altered[5] ?? 0) ^ 1
  await writeFile(stored, altered)
  const to = join(folder, 'altered')
  const { code, err } = await fetchScript('ana', to)
  await cp(kept, stored)
  expect(code).toBe(5)
  expect(err).toContain('SHA-256 differs')
  await expect(stat(join(to, name))).rejects.toThrow()
})

test('a manager makes a machine, its token, a webhook and a feed', async () => {
  const page = await browser.open({ baseURL: inject('portal'), viewport: phone })
  await signIn(page, 'bruno')
  await page.goto('/pt/account')
  await expectSound(page)
  await page.click('a[href="/pt/account/services"]')
  await expectSound(page)
  await page.fill('#name', 'Servidor de testes')
  await page.click('form:has(#name) button')
  await page.waitForURL(/\/account\/services\/\w+$/)
  await page.fill('#name', 'Chave')
  await page.click('form:has(#name) button')
  const secret = await page.textContent('.done-secret code')
  expect(secret).toMatch(/^bal_/)
  await expectSound(page)
  const ask = (): Promise<Response> =>
    fetch(`${inject('portal')}/api/v1/products/gestor/updates?from=7.3.0`, {
      headers: { Authorization: `Bearer ${secret}` },
    })
  expect((await ask()).status).toBe(200)
  await page.click('form[action="?disable"] button')
  await page.waitForURL(/\/account\/services$/)
  expect((await ask()).status).toBe(401)
  await page.goto('/pt/account/webhooks')
  await page.fill('#url', 'http://inseguro.example')
  await page.click('form:has(#url) button')
  expect(await page.inputValue('#url')).toBe('http://inseguro.example')
  await expectSound(page)
  await page.fill('#url', 'https://webhooks.example.invalid/x')
  await page.click('form:has(#url) button')
  expect(await page.textContent('.done-secret code')).toMatch(/^whsec_/)
  await page.click('a[aria-label$="https://webhooks.example.invalid/x"]')
  await expectSound(page)
  await page.click('button[value=remove]')
  await page.waitForURL(/\/account\/webhooks$/)
  await page.goto('/pt/account/feed')
  await page.click('button[value=make]')
  const address = (await page.textContent('.done-secret code')) ?? ''
  await expectSound(page)
  const feed = await fetch(address)
  const text = await feed.text()
  expect(text).toMatch(/ADV-\d{4}-\d{4}: /)
  expect(text).not.toContain('TLP:RED')
  expect(text).toContain('<title>Gestor 7.5.1</title>')
  expect(text).toContain('7.4.1 retirada')
  expect(text).not.toContain('7.6.0')
  expect(
    (await fetch(address, { headers: { 'If-None-Match': feed.headers.get('etag') ?? '' } })).status,
  ).toBe(304)
  await page.click('button[value=revoke]')
  await page.waitForURL(/\/account\/feed$/)
  expect((await fetch(address)).status).toBe(404)
})
