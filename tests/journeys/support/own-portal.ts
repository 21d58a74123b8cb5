import { execFile } from 'node:child_process'
import { cp, mkdtemp, open, rm, truncate } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll } from 'vitest'
import { type Database, openDatabase } from '#db/client.ts'
import { type Demo, startDemo, startPortal } from './portal.ts'

export type OwnPortal = {
  /** Where it lies; its data are in `demo` below it. */
  readonly folder: string
  readonly demo: Demo
  /** Under the address it had, where it was killed. @param as what an operator starts, on the same data; else the demo */
  start(as?: 'portal'): Promise<void>
  /** The operator's tool, on its data. */
  command(...args: string[]): Promise<Said>
  /** Asks with the token of a demo person. @param who null: with nothing */
  get(path: string, who: string | null, headers?: Record<string, string>): Promise<Response>
  /** Signs a demo person in, as a browser's form does. @returns the header of later requests */
  cookie(who: string): Promise<{ Cookie: string }>
  /** Looks into its database. */
  within<T>(look: (database: Database) => Promise<T>): Promise<T>
}

/** The demo in a folder of its own with content of its own, for tests that kill, fill or change it. */
export function useOwnPortal(env: Record<string, string> = {}): OwnPortal {
  let folder = ''
  let demo: Demo | null = null
  const running = (): Demo => {
    if (!demo) throw new Error('the portal has not started')
    return demo
  }
  const own = (): Record<string, string> => ({
    DATA_DIR: folder,
    CONTENT_DIR: join(folder, 'content'),
    ...env,
    ...(demo && { PORT: new URL(demo.address).port }),
  })
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'balcao-own-'))
    await cp('content', join(folder, 'content'), { recursive: true })
    demo = await startDemo(own())
  }, 240_000)
  afterAll(async () => {
    await demo?.kill('SIGTERM')
    await rm(folder, { recursive: true, force: true })
  })
  return {
    get folder() {
      return folder
    },
    get demo() {
      return running()
    },
    async start(as) {
      demo = await (as ? startPortal({ ...own(), DATA_DIR: join(folder, 'demo') }) : startDemo(own()))
    },
    command: (...args) => portalCommand({ ...own(), DATA_DIR: join(folder, 'demo') }, args),
    get: (path, who, headers = {}) =>
      fetch(running().address + path, {
        headers: { ...(who && { Authorization: `Bearer bal_demo_${who}` }), ...headers },
        redirect: 'manual',
      }),
    cookie: (who) => signedIn(running().address, who),
    async within(look) {
      const database = await openDatabase(pathToFileURL(join(folder, 'demo', 'balcao.db')).href)
      try {
        return await look(database)
      } finally {
        database.close()
      }
    },
  }
}

/** Signs a demo person in, as a browser's form does. @returns the header of later requests */
export async function signedIn(address: string, who: string): Promise<{ Cookie: string }> {
  const answer = await fetch(`${address}/pt/login`, {
    method: 'POST',
    body: new URLSearchParams({ email: `${who}@demo.test`, password: 'balcao-demo' }),
    redirect: 'manual',
  })
  const cookies = answer.headers.getSetCookie().map((one) => one.split(';')[0])
  return { Cookie: cookies.join('; ') }
}

/** How a command ended, and all that it printed. */
export type Said = { code: number; said: string }

/**
 * The operator's tool as a process. It is awaited: a test that stood still meanwhile would go on with connections that
 * the portal has closed.
 */
export function portalCommand(env: Record<string, string>, args: readonly string[]): Promise<Said> {
  const options = { env: { ...process.env, LOG_LEVEL: 'error', ...env } }
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['src/cli/portal.ts', ...args], options, (_, out, error) =>
      resolve({ code: child.exitCode ?? -1, said: `${out}${error}` }),
    )
  })
}

/** A file of so many bytes of nothing, which takes no room. */
export async function emptyFile(at: string, size: number): Promise<string> {
  await (await open(at, 'w')).close()
  await truncate(at, size)
  return at
}

/** Begins to take what lies at the address, 200 kB a second. */
export function takeSlowly(address: string, headers: Record<string, string>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(address, { headers }, (answer) => {
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
