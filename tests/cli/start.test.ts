import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'

/** Runs a program that is expected to stop by itself. */
async function run(
  script: string,
  env: Record<string, string>,
  args: string[] = [],
): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { code, said }
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'balcao-start-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

it('waits for the port of one that was killed a moment ago', async () => {
  const last = createServer()
  await new Promise<void>((resolve) => last.listen(0, '127.0.0.1', resolve))
  const { port } = last.address() as AddressInfo
  setTimeout(() => last.close(), 1500)
  const file = join(await folder(), 'no-folder')
  await writeFile(file, '')
  // Past the port, it stops at what comes next.
  const { said } = await run('src/cli/start.ts', { DATA_DIR: join(file, 'x'), PORT: String(port) })
  expect(said).not.toContain('another program listens')
})

describe.each(['src/cli/start.ts', 'src/cli/demo.ts'])('%s', (script) => {
  it('stops with one sentence that names what is wrong, before it makes anything', {
    timeout: 60_000,
  }, async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void taken.close())
    const { port } = taken.address() as AddressInfo
    const data = await folder()
    const cases = [
      [
        { PORT: String(port) },
        `PORT is ${port}, but another program listens there on 127.0.0.1: choose another.\n`,
      ],
      [{ PORT: 'abc' }, 'PORT is “abc”, but it must be a number.\n'],
      [
        { LOG_LEVEL: 'loud' },
        expect.stringMatching(/^LOG_LEVEL is “loud”, but it must be one of fatal.*\.\n$/),
      ],
      [
        { PUBLIC_URL: 'ftp://x' },
        expect.stringMatching(/^PUBLIC_URL is “ftp:\/\/x”, but it must be an address.*\.\n$/),
      ],
    ] as const
    for (const [env, sentence] of cases) {
      expect(await run(script, { DATA_DIR: data, ...env })).toEqual({ code: 2, said: sentence })
    }
    expect(await readdir(data)).toEqual([])
  })
})

it('resets no demo while something listens where it would', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void taken.close())
  const { port } = taken.address() as AddressInfo
  const data = await folder()
  await mkdir(join(data, 'demo'))
  const { code } = await run('src/cli/demo.ts', { DATA_DIR: data, PORT: String(port) }, ['--reset'])
  expect(code).toBe(2)
  expect(await readdir(data)).toEqual(['demo'])
})
