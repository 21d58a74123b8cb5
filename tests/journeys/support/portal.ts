import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { servingFlags } from '../../../src/cli/serving-flags.mjs'
import { findChromium } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    portal: string
    portalData: string
    /** A copy of the content, which tests may edit. */
    portalContent: string
    chromium: string
  }
}

const patience = 180_000

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function ready(address: string, child: ChildProcess, said: () => string): Promise<void> {
  const end = Date.now() + patience
  while (Date.now() < end) {
    if (child.exitCode !== null) break
    const answer = await fetch(`${address}/readyz`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`the portal does not serve:\n${said()}`)
}

export type Demo = { address: string; pid: number; kill(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> }

/** The demo as a process, serving. @param env DATA_DIR and whatever else differs from this process's own */
export function startDemo(env: Record<string, string>): Promise<Demo> {
  return start('src/cli/demo.ts', env)
}

/** As an operator starts it, on data that are there. */
export function startPortal(env: Record<string, string>): Promise<Demo> {
  return start('src/cli/start.ts', env)
}

async function start(program: string, env: Record<string, string>): Promise<Demo> {
  const port = Number(env.PORT) || (await freePort())
  const address = `http://localhost:${port}`
  const child = spawn(process.execPath, [...servingFlags, program], {
    env: { ...process.env, PUBLIC_URL: address, LOG_LEVEL: 'warn', ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-8000)
    })
  }
  await ready(address, child, () => output)
  return {
    address,
    pid: child.pid ?? 0,
    async kill(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill(signal)
      await gone
    },
  }
}

/** Starts the demo in a folder of its own, as a newcomer would, and stops it when the tests are over. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const chromium = await findChromium()
  const folder = await mkdtemp(join(tmpdir(), 'balcao-journeys-'))
  const content = join(folder, 'content')
  await cp('content', content, { recursive: true })
  const demo = await startDemo({ DATA_DIR: folder, CONTENT_DIR: content })
  project.provide('portal', demo.address)
  project.provide('portalData', join(folder, 'demo'))
  project.provide('portalContent', content)
  project.provide('chromium', chromium)
  return async () => {
    await demo.kill('SIGTERM')
    await rm(folder, { recursive: true, force: true })
  }
}
