import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const name = 'gestor-7.5.2.zip'
const content = 'installer'
const hash = createHash('sha256').update(content).digest('hex')

type Ran = { code: number; out: string; err: string; kept: string[] }

/** Runs the script against a portal that says these lines, with a minisign that finds every signature right. */
async function fetched(lines: (portal: string) => string[], comment = '', more: string[] = []): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-fetch-test-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'minisign'), `#!/bin/sh\nprintf '%s\\n' '${comment}'\n`, { mode: 0o755 })
  await writeFile(join(folder, 'key.pub'), 'key')
  const server = createServer(({ url = '', headers }, res) => {
    const portal = `http://${headers.host}`
    if (!url.includes('/updates?')) return res.end(url.endsWith('.minisig') ? 'signature' : content)
    return res.end(`${['# balcao-updates 1', ...lines(portal), 'end'].join('\n')}\n`)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const given = ['--portal', `http://127.0.0.1:${port}`, '--product', 'gestor', '--from', '7.5.1']
  const to = join(folder, 'to')
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, BALCAO_TOKEN: 'bal_x' }
  return new Promise((done) => {
    const args = [
      'public/balcao-fetch',
      ...given,
      '--to',
      to,
      '--public-key',
      join(folder, 'key.pub'),
      ...more,
    ]
    execFile('sh', args, { env }, async (error, out, err) => {
      const kept = (await readdir(to).catch(() => [])).filter((each) => !each.startsWith('.'))
      done({ code: Number(error?.code ?? 0), out, err, kept })
    })
  })
}

const row = (...cells: (string | number)[]): string => cells.join('\t')
const step = row('step', '7.5.2', 'security')
const file = (portal: string): string => {
  const address = `${portal}/downloads/gestor/7.5.2/${name}`
  return row(
    'file',
    '7.5.2',
    name,
    content.length,
    hash,
    'installer',
    'linux-x64',
    address,
    `${address}.minisig`,
  )
}
const whole = (portal: string): string[] => [step, file(portal)]

test.each([
  `product:gestor version:7.5.2 file:${name} sequence:14`,
  `timestamp:1764240000\tfile:${name}\tproduct:gestor\tversion:7.5.2\thashed`,
])('a file is taken when it was signed as what it is: %s', async (comment) => {
  expect(await fetched(whole, comment)).toMatchObject({ code: 0, err: '', kept: [name] })
})

test.each([
  [`product:gestor version:7.5.1 file:${name} sequence:14`, 'for something else'],
  [`product:folha version:7.5.2 file:${name}`, 'for something else'],
  ['product:gestor version:7.5.2 file:other.zip', 'for something else'],
  [`timestamp:1764240000\tfile:${name}\thashed`, 'does not say which product'],
])('a file is not taken when it was not: %s', async (comment, words) => {
  const { code, err, kept } = await fetched(whole, comment)
  expect([code, kept]).toEqual([5, []])
  expect(err).toContain(words)
})

test('nothing is taken for up to date because its files cannot be had', async () => {
  const none = await fetched(() => [step])
  expect(none).toMatchObject({ code: 1, out: '' })
  const offline = (portal: string): string[] => [
    ...whole(portal),
    row('offline', '7.5.2', 'b.zip', 'installer'),
  ]
  const damaged = await fetched(offline, `product:gestor version:7.5.2 file:${name}`)
  expect(damaged).toMatchObject({ code: 1, kept: [] })
  expect(damaged.err).toContain('b.zip')
  expect(await fetched(() => [])).toMatchObject({ code: 0, out: 'There is nothing newer than 7.5.1.\n' })
  expect(await fetched(() => [], '', ['--channel', 'nightly'])).toMatchObject({ code: 2 })
})
