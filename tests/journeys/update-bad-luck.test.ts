import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSigner } from '#server/demo/signer.ts'
import { signedHash } from '#server/releases/minisign.ts'
import { smallDisk } from '#tests/support/small-disk.ts'
import { eventually } from './support/eventually.ts'
import {
  emptyFile,
  portalCommand,
  type Said,
  signedIn,
  takeSlowly,
  useOwnPortal,
} from './support/own-portal.ts'
import { startDemo } from './support/portal.ts'

const gigabytes = 2
const name = 'gestor-server-9.1.0-linux-x64.tar.gz'
const path = `/downloads/gestor/9.1.0/${name}`
const atOnce = 3
const headers = { Authorization: 'Bearer bal_demo_ana' }

const own = useOwnPortal({ DOWNLOADS_PER_ORGANISATION: String(atOnce) })
const taking: IncomingMessage[] = []
const slowly = async (): Promise<IncomingMessage> => {
  const answer = await takeSlowly(own.demo.address + path, headers)
  taking.push(answer)
  return answer
}

beforeAll(async () => {
  const file = await emptyFile(join(own.folder, name), gigabytes * 1024 ** 3)
  expect((await own.command('release', 'publish', 'gestor', '9.1.0', file)).code).toBe(0)
})

afterAll(() => {
  for (const each of taking) each.destroy()
})

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex')
const installer = (version: string): string => `gestor-server-${version}-linux-x64.tar.gz`

/** Release files by tus, as the page of releases sends them. */
class Sender {
  readonly #address: string
  readonly #session: { Cookie: string }
  constructor(address: string, session: { Cookie: string }) {
    this.#address = address
    this.#session = session
  }

  #ask(path: string, method: string, more: Record<string, string>, body?: Buffer): Promise<Response> {
    return fetch(this.#address + path, {
      method,
      headers: { ...this.#session, Origin: this.#address, 'Tus-Resumable': '1.0.0', ...more },
      ...(body && { body: new Uint8Array(body) }),
    })
  }

  async begin(version: string, filename: string, size: number): Promise<Response> {
    const metadata = Object.entries({ product: 'gestor', version, filename })
    const words = metadata.map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    return this.#ask('/release-uploads', 'POST', {
      'Upload-Length': String(size),
      'Upload-Metadata': words.join(','),
    })
  }

  send(path: string, from: number, content: Buffer): Promise<Response> {
    const type = { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(from) }
    return this.#ask(path, 'PATCH', type, content)
  }

  async arrived(path: string): Promise<number> {
    return Number((await this.#ask(path, 'HEAD', {})).headers.get('upload-offset'))
  }

  async whole(version: string, name: string, content: Buffer): Promise<void> {
    const path = (await this.begin(version, name, content.length)).headers.get('location') ?? ''
    expect((await this.send(path, 0, content)).status).toBe(204)
  }

  form(path: string, fields: Record<string, string>): Promise<Response> {
    return fetch(this.#address + path, {
      ...{ method: 'POST', headers: this.#session, redirect: 'manual', body: new URLSearchParams(fields) },
    })
  }

  async page(version: string): Promise<string> {
    const address = `${this.#address}/en/admin/releases/gestor/${version}`
    return (await fetch(address, { headers: this.#session })).text()
  }
}

const facts = {
  ...{ product: 'gestor', kind: 'cumulative', channel: 'stable', rolloutPercent: '100', deed: 'save' },
  ...{ summaryPt: 'Nova.', summaryEn: 'New.', notesPt: '## Novidades', notesEn: '## News' },
}

test('an organisation has so many downloads at once, and the next is told when to come back', async () => {
  const more = await Promise.all(Array.from({ length: atOnce }, slowly))
  expect(more.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
  const refused = await fetch(own.demo.address + path, { headers })
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(((await refused.json()) as { code: string }).code).toBe('too-many-downloads')
  // Of another organisation it says nothing.
  const other = await fetch(own.demo.address + path, {
    headers: { Authorization: 'Bearer bal_demo_dora', Range: 'bytes=0-9' },
  })
  expect(other.status).toBe(206)
  taking[0]?.destroy()
  await eventually(async () => {
    const again = await fetch(own.demo.address + path, { headers: { ...headers, Range: 'bytes=0-9' } })
    await again.arrayBuffer()
    return again.status === 206
  })
})

test('a contract that is suspended in the middle of a download stops its next range, with the reason', async () => {
  for (const each of taking) each.destroy()
  const part = (): Promise<Response> =>
    fetch(own.demo.address + path, { headers: { ...headers, Range: 'bytes=100-109' } })
  await eventually(async () => (await part()).status === 206)
  const file = join(own.folder, 'terms.yaml')
  const { said: terms } = await own.command('terms', 'show')
  // Of the organisation that Ana is of.
  const contract = /organisation: vila-nova\n(?: {4}.*\n)*? {4}suspended: false/
  expect(terms).toMatch(contract)
  await writeFile(
    file,
    terms.replace(contract, (found) => found.replace('suspended: false', 'suspended: true')),
  )
  expect((await own.command('terms', 'apply', file)).code).toBe(0)
  const refused = await part()
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
    403,
    'contract-suspended',
  ])
  await writeFile(file, terms)
  expect((await own.command('terms', 'apply', file)).code).toBe(0)
  expect((await part()).status).toBe(206)
})

test('a release that the disk has no room for is refused in a sentence, and nothing of it stays', {
  timeout: 300_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-full-'))
  smallDisk(join(folder, 'demo/files'), 6000)
  smallDisk(join(folder, 'demo/release-uploads'), 6000)
  const full = await startDemo({ DATA_DIR: folder })
  const publish = (file: string): Promise<Said> =>
    portalCommand({ DATA_DIR: join(folder, 'demo') }, ['release', 'publish', 'gestor', '9.2.0', file])
  try {
    const file = await emptyFile(join(own.folder, 'gestor-server-9.2.0-linux-x64.tar.gz'), 30_000_000)
    expect(await publish(file)).toEqual({
      code: 1,
      said: 'There is no room on the server’s disk for this file. Free some and go on.\n',
    })
    expect(await readdir(join(folder, 'demo/files/incoming'))).toEqual([])
    const joao = new Sender(full.address, await signedIn(full.address, 'joao'))
    expect((await joao.form('/en/admin/releases/new', { ...facts, version: '9.1.1' })).status).toBe(303)
    const refused = await joao.begin('9.1.1', installer('9.1.1'), 30_000_000)
    expect([refused.status, await refused.text()]).toEqual([507, expect.stringContaining('espaço')])
    const smaller = await emptyFile(file, 100_000)
    expect((await publish(smaller)).code).toBe(0)
  } finally {
    await full.kill('SIGTERM')
    for (const disk of ['files', 'release-uploads'])
      execFileSync('umount', ['-l', join(folder, 'demo', disk)])
    await rm(folder, { recursive: true, force: true })
  }
})

async function bytesOf(answer: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of answer) pieces.push(piece)
  return Buffer.concat(pieces)
}

test('a file that is replaced on disk under a running download arrives as it was published', async () => {
  const content = randomBytes(30_000_000)
  const file = join(own.folder, installer('9.3.0'))
  await writeFile(file, content)
  expect((await own.command('release', 'publish', 'gestor', '9.3.0', file)).code).toBe(0)
  const hash = sha256(content)
  const stored = join(own.folder, 'demo/files', hash.slice(0, 2), hash)
  const answer = await fetch(`${own.demo.address}/downloads/gestor/9.3.0/${installer('9.3.0')}`, { headers })
  expect(answer.status).toBe(200)
  const reader = answer.body as unknown as AsyncIterable<Buffer>
  const other = join(own.folder, 'other')
  await writeFile(other, randomBytes(content.length))
  await rename(other, stored)
  expect(sha256(await bytesOf(reader))).toBe(hash)
  const { code, said } = await own.command('release', 'verify')
  expect([code, said]).toEqual([1, expect.stringContaining(installer('9.3.0'))])
  const next = await fetch(answer.url, { headers: { ...headers, Range: 'bytes=0-9' } })
  expect([next.status, ((await next.json()) as { code: string }).code]).toEqual([403, 'file-offline'])
})

test('a release that is withdrawn in the middle of a download gives no further range', async () => {
  const file = join(own.folder, installer('9.4.0'))
  await writeFile(file, randomBytes(1000))
  expect((await own.command('release', 'publish', 'gestor', '9.4.0', file)).code).toBe(0)
  const part = (range: string): Promise<Response> =>
    fetch(`${own.demo.address}/downloads/gestor/9.4.0/${installer('9.4.0')}`, {
      headers: { ...headers, Range: range },
    })
  expect((await part('bytes=0-99')).status).toBe(206)
  const reason = ['--reason-pt', 'Engano', '--reason-en', 'Mistake']
  expect((await own.command('release', 'yank', 'gestor', '9.4.0', ...reason)).code).toBe(0)
  expect((await part('bytes=100-199')).status).toBe(410)
})

test('a version that is published twice stays as it was, and says so', async () => {
  const file = join(own.folder, installer('9.5.0'))
  await writeFile(file, 'the first')
  const publish = () => own.command('release', 'publish', 'gestor', '9.5.0', file)
  expect((await publish()).said).toContain('is published:')
  expect(await publish()).toMatchObject({ code: 0, said: expect.stringContaining('is published already') })
  await writeFile(file, 'another')
  expect(await publish()).toMatchObject({ code: 1, said: expect.stringContaining('publish another') })
  const got = await fetch(`${own.demo.address}/downloads/gestor/9.5.0/${installer('9.5.0')}`, { headers })
  expect(await got.text()).toBe('the first')
})

test('an upload goes on where it was when the server was killed, and its hash is right', async () => {
  const joao = new Sender(own.demo.address, await own.cookie('joao'))
  const fields = { ...facts, version: '9.6.0' }
  expect((await joao.form('/en/admin/releases/new', fields)).status).toBe(303)
  const content = randomBytes(20_000_000)
  const path = (await joao.begin('9.6.0', installer('9.6.0'), content.length)).headers.get('location') ?? ''
  expect((await joao.send(path, 0, content.subarray(0, 8_000_000))).status).toBe(204)
  const cut = joao.send(path, 8_000_000, content.subarray(8_000_000)).catch(() => null)
  await own.demo.kill('SIGKILL')
  await cut
  await own.start()
  const arrived = await joao.arrived(path)
  expect(arrived).toBeGreaterThanOrEqual(8_000_000)
  if (arrived < content.length) {
    // A part that does not fit to what is there is refused, and changes nothing.
    expect((await joao.send(path, arrived + 1, content.subarray(arrived + 1))).status).toBe(409)
    expect((await joao.send(path, arrived, content.subarray(arrived))).status).toBe(204)
  }
  await eventually(async () => (await joao.page('9.6.0')).includes(sha256(content).slice(0, 12)))
  const revision = /name="revision" value="(\d+)"/.exec(await joao.page('9.6.0'))?.[1] ?? ''
  expect((await joao.form('/en/admin/releases/gestor/9.6.0', { deed: 'publish', revision })).status).toBe(303)
  const got = await fetch(`${own.demo.address}/downloads/gestor/9.6.0/${installer('9.6.0')}`, { headers })
  expect(sha256(Buffer.from(await got.arrayBuffer()))).toBe(sha256(content))
})

test.each(['..', '../x.zip', 'a/b.zip', 'nul\0.zip', `${'a'.repeat(300)}.zip`, 'ملف.zip', ''])(
  'the name %j is refused before a byte is sent',
  async (name) => {
    const joao = new Sender(own.demo.address, await own.cookie('joao'))
    const fields = { ...facts, version: '9.7.0' }
    await joao.form('/en/admin/releases/new', fields)
    expect((await joao.begin('9.7.0', 'gestor-9.7.0.zip', 3)).status).toBe(201)
    const answer = await joao.begin('9.7.0', name, 3)
    expect([answer.status, answer.headers.get('location')]).toEqual([422, null])
    expect(await answer.text()).not.toBe('')
  },
)

test('a byte that flips while a signed file is sent keeps it from being published', async () => {
  const signer = createSigner()
  const key = join(own.folder, 'key.pub')
  await writeFile(key, signer.publicKey)
  expect(
    (await own.command('release', 'keys', 'add', key, '--label', 'Gestor', '--product', 'gestor')).code,
  ).toBe(0)
  const joao = new Sender(own.demo.address, await own.cookie('joao'))
  const fields = { ...facts, version: '9.8.0' }
  expect((await joao.form('/en/admin/releases/new', fields)).status).toBe(303)
  const content = randomBytes(100_000)
  const comment = `product:gestor version:9.8.0 file:${installer('9.8.0')}`
  const signature = Buffer.from(signer.sign(signedHash().update(content).digest(), comment))
  const flipped = Buffer.from(content)
  flipped[50_000] = (flipped[50_000] ?? 0) ^ 1
  await joao.whole('9.8.0', installer('9.8.0'), flipped)
  await eventually(async () => (await joao.page('9.8.0')).includes(sha256(flipped).slice(0, 12)))
  await joao.whole('9.8.0', `${installer('9.8.0')}.minisig`, signature)
  await eventually(async () => (await joao.page('9.8.0')).includes('one of the two was changed'))
  const revision = /name="revision" value="(\d+)"/.exec(await joao.page('9.8.0'))?.[1] ?? ''
  const refused = await joao.form('/en/admin/releases/gestor/9.8.0', { deed: 'publish', revision })
  expect(refused.status).toBe(422)
  expect(
    (await fetch(`${own.demo.address}/downloads/gestor/9.8.0/${installer('9.8.0')}`, { headers })).status,
  ).toBe(404)
})
