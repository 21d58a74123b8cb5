import { spawn } from 'node:child_process'
import { createHash, type Hash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { filesBelow } from './files.ts'
import { locked } from './lock.ts'
import { compressAll } from './write-file.ts'

export const root: string = resolve(import.meta.dirname, '../../../..')

/** Astro's own build step finds its packages only below the project, so programs are made there and copied from there. */
const workshop = join(root, 'db/local/programs')
const keptPrograms = 3

/** Of the threads that publish: see `workerScript`. */
export function scriptOf(code: string): string {
  return join(workshop, `${code}.worker.mjs`)
}

// At once: a thousand waits for small files take five times longer than reading them.
function addFiles(digest: Hash, paths: readonly string[]): void {
  for (const path of paths) digest.update(`\n${relative(root, path)}\n`).update(contentOf(path))
}

function contentOf(path: string): Buffer | string {
  try {
    return readFileSync(path)
  } catch {
    return ''
  }
}

/** SHA-256 (hex) of everything the program is made of; content is no part of it. */
export async function codeFingerprint(): Promise<string> {
  const digest = createHash('sha256')
  for (const folder of ['src', 'public']) addFiles(digest, await filesBelow(join(root, folder)))
  addFiles(digest, [join(root, 'package-lock.json'), join(root, 'astro.config.mjs')])
  return digest.digest('hex').slice(0, 32)
}

/** Folder of the server's part: the adapter looks for a folder called `server` in its own path. */
export function programFolder(siteFolder: string, code: string): string {
  return join(placeOf(siteFolder, code), 'server')
}

/** Scripts, styles and icons that go with the program. */
export function programClient(siteFolder: string, code: string): string {
  return join(placeOf(siteFolder, code), 'client')
}

function placeOf(siteFolder: string, code: string): string {
  return join(siteFolder, 'servers', code)
}

/**
 * Begins to build the program where there is none, before all else, since it takes longest. Whoever needs it waits for it,
 * and is told what went wrong.
 */
export async function beginProgram(siteFolder: string): Promise<void> {
  const code = await codeFingerprint()
  if (!existsSync(placeOf(siteFolder, code))) makeProgram(code).catch(() => undefined)
}

/** The program of this code, built where it is not there yet. */
export async function ensureProgram(siteFolder: string, code: string): Promise<void> {
  const place = placeOf(siteFolder, code)
  if (existsSync(place)) return
  await makeProgram(code)
  const made = join(workshop, code)
  await utimes(made, new Date(), new Date())
  await bring(made, place)
  await sweepWorkshop(code)
}

async function makeProgram(code: string): Promise<void> {
  const made = join(workshop, code)
  if (existsSync(made)) return
  await locked(join(workshop, `${code}.lock`), async () => {
    if (!existsSync(made)) await build(made)
  })
}

async function build(made: string): Promise<void> {
  const part = `${made}.part`
  await rm(part, { recursive: true, force: true })
  await runAstro(part)
  await compressAll(join(part, 'client'))
  await rename(part, made)
}

async function sweepWorkshop(code: string): Promise<void> {
  const names = (await readdir(workshop)).filter((name) => name !== code && !name.includes('.'))
  const aged = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(workshop, name))).mtimeMs })),
  )
  for (const { name } of aged.sort((a, b) => b.at - a.at).slice(keptPrograms - 1)) {
    await rm(join(workshop, name), { recursive: true, force: true })
    await rm(scriptOf(name), { force: true })
  }
}

/** Copies beside the place first: what is there is whole. */
export async function bring(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  const part = `${to}.${process.pid}.part`
  await rm(part, { recursive: true, force: true })
  await cp(from, part, { recursive: true })
  await rename(part, to).catch(async (error) => {
    await rm(part, { recursive: true, force: true })
    if (!existsSync(to)) throw error
  })
}

/** Builds the program into the folder by Astro, in a process of its own. @throws with the end of its output */
function runAstro(outDir: string): Promise<void> {
  const cli = join(root, 'node_modules/astro/bin/astro.mjs')
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    SITE_CACHE_DIR: `${outDir}.cache`,
    ASTRO_TELEMETRY_DISABLED: '1',
    NO_COLOR: '1',
  }
  // It makes much garbage in a short life: with room for it, less time goes into clearing it away.
  const child = spawn(process.execPath, ['--max-semi-space-size=64', cli, 'build', '--outDir', outDir], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (chunk: Buffer): void => {
    output = (output + chunk).slice(-20_000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('exit', (code) => {
      void rm(`${outDir}.cache`, { recursive: true, force: true })
      if (code === 0) done()
      else failed(new Error(`The portal’s program does not build:\n${output}`))
    })
  })
}
