import { execFileSync } from 'node:child_process'
import { mkdtemp, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { smallDisk } from '#tests/support/small-disk.ts'
import { eventually } from './support/eventually.ts'
import { type Demo, startDemo } from './support/portal.ts'

const gigabytes = 2
const name = 'gestor-server-9.1.0-linux-x64.tar.gz'
const path = `/downloads/gestor/9.1.0/${name}`
const atOnce = 22
const headers = { Authorization: 'Bearer bal_demo_ana' }

let folder: string
let demo: Demo
const taking: IncomingMessage[] = []

function portal(dataDir: string, ...args: string[]): { code: number; said: string } {
  const env = { ...process.env, DATA_DIR: join(dataDir, 'demo'), LOG_LEVEL: 'error' }
  try {
    const out = execFileSync(process.execPath, ['src/cli/portal.ts', ...args], { env, stdio: 'pipe' })
    return { code: 0, said: String(out) }
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: Buffer; stderr: Buffer }
    return { code: status, said: `${stdout}${stderr}` }
  }
}

/** A file of so many bytes of nothing, which takes no room. */
async function emptyFile(at: string, size: number): Promise<string> {
  await (await open(at, 'w')).close()
  await truncate(at, size)
  return at
}

/** Takes 200 kB a second. */
function slowly(): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(demo.address + path, { headers }, (answer) => {
      taking.push(answer)
      resolve(answer)
      answer.on('error', () => undefined)
      const timer = setInterval(() => {
        for (let left = 20_000; left > 0; ) {
          const piece = answer.read(Math.min(left, answer.readableLength)) as Buffer | null
          if (!piece) break
          left -= piece.length
        }
      }, 100)
      answer.once('close', () => clearInterval(timer))
    }).once('error', reject)
  })
}

async function residentMB(): Promise<number> {
  const status = await readFile(`/proc/${demo.pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balcao-load-'))
  demo = await startDemo({ DATA_DIR: folder, DOWNLOADS_PER_ORGANISATION: String(atOnce) })
  const file = await emptyFile(join(folder, name), gigabytes * 1024 ** 3)
  expect(portal(folder, 'release', 'publish', 'gestor', '9.1.0', file).code).toBe(0)
}, 240_000)

afterAll(async () => {
  for (const each of taking) each.destroy()
  await demo.kill('SIGTERM')
  await rm(folder, { recursive: true, force: true })
})

test('twenty slow clients of two gigabytes take no memory, and pages are there meanwhile', async () => {
  await (await fetch(`${demo.address}/pt/faq/`)).text()
  const before = await residentMB()
  const answers = await Promise.all(Array.from({ length: 20 }, slowly))
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200))
  await new Promise((resolve) => setTimeout(resolve, 4000))
  for (let turn = 0; turn < 50; turn++) expect((await fetch(`${demo.address}/pt/faq/`)).status).toBe(200)
  expect((await residentMB()) - before).toBeLessThan(64)
})

test('an organisation has so many downloads at once, and the next is told when to come back', async () => {
  const more = await Promise.all(Array.from({ length: atOnce - 20 }, slowly))
  expect(more.map(({ statusCode }) => statusCode)).toEqual([200, 200])
  const refused = await fetch(demo.address + path, { headers })
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(((await refused.json()) as { code: string }).code).toBe('too-many-downloads')
  // Of another organisation it says nothing.
  const other = await fetch(demo.address + path, {
    headers: { Authorization: 'Bearer bal_demo_dora', Range: 'bytes=0-9' },
  })
  expect(other.status).toBe(206)
  taking[0]?.destroy()
  await eventually(async () => {
    const again = await fetch(demo.address + path, { headers: { ...headers, Range: 'bytes=0-9' } })
    await again.arrayBuffer()
    return again.status === 206
  })
})

test('a contract that is suspended in the middle of a download stops its next range, with the reason', async () => {
  for (const each of taking) each.destroy()
  const part = (): Promise<Response> =>
    fetch(demo.address + path, { headers: { ...headers, Range: 'bytes=100-109' } })
  await eventually(async () => (await part()).status === 206)
  const file = join(folder, 'terms.yaml')
  const terms = portal(folder, 'terms', 'show').said
  // Of the organisation that Ana is of.
  const contract = /organisation: vila-nova\n(?: {4}.*\n)*? {4}suspended: false/
  expect(terms).toMatch(contract)
  await writeFile(
    file,
    terms.replace(contract, (found) => found.replace('suspended: false', 'suspended: true')),
  )
  expect(portal(folder, 'terms', 'apply', file).code).toBe(0)
  const refused = await part()
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
    403,
    'contract-suspended',
  ])
  await writeFile(file, terms)
  expect(portal(folder, 'terms', 'apply', file).code).toBe(0)
  expect((await part()).status).toBe(206)
})

test('a file that changes on disk is found, taken offline, told of, and back when it is right', async () => {
  const file = '/downloads/gestor/7.4.2/gestor-server-7.4.2-linux-x64.tar.gz'
  const hash = (await (await fetch(`${demo.address}${file}.sha256`, { headers })).text()).slice(0, 64)
  const at = join(folder, 'demo/files', hash.slice(0, 2), hash)
  const right = await readFile(at)
  const wrong = Buffer.from(right)
  wrong[100] = (wrong[100] ?? 0) ^ 1
  await writeFile(at, wrong)
  const { code, said } = portal(folder, 'release', 'verify')
  expect(code).toBe(1)
  expect(said).toContain('gestor-server-7.4.2-linux-x64.tar.gz')
  const refused = await fetch(demo.address + file, { headers })
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([403, 'file-offline'])
  const outbox = join(folder, 'demo/outbox')
  await eventually(async () => {
    for (const letter of await readdir(outbox))
      if ((await readFile(join(outbox, letter), 'utf8')).includes('gestor-server-7.4.2')) return true
    return false
  })
  await writeFile(at, right)
  expect(portal(folder, 'release', 'verify').code).toBe(0)
  expect((await fetch(demo.address + file, { headers })).status).toBe(200)
})

test('a release that the disk has no room for is refused in a sentence, and nothing of it stays', async () => {
  const own = await mkdtemp(join(tmpdir(), 'balcao-full-'))
  smallDisk(join(own, 'demo/files'), 6000)
  const full = await startDemo({ DATA_DIR: own })
  try {
    const file = await emptyFile(join(folder, 'gestor-server-9.2.0-linux-x64.tar.gz'), 30_000_000)
    const { code, said } = portal(own, 'release', 'publish', 'gestor', '9.2.0', file)
    expect([code, said]).toEqual([
      1,
      'There is no room on the server’s disk for this file. Free some and go on.\n',
    ])
    expect(await readdir(join(own, 'demo/files/incoming'))).toEqual([])
    const smaller = await emptyFile(file, 100_000)
    expect(portal(own, 'release', 'publish', 'gestor', '9.2.0', smaller).code).toBe(0)
  } finally {
    await full.kill('SIGTERM')
    execFileSync('umount', ['-l', join(own, 'demo/files')])
    await rm(own, { recursive: true, force: true })
  }
})
