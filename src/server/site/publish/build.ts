import { spawn } from 'node:child_process'
import { createHash, type Hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import type { Config } from '../../config.ts'
import { filesBelow } from './files.ts'

export const root: string = resolve(import.meta.dirname, '../../../..')

/** What a release is made of, code alone and with the content; the same again needs no build. */
export type Fingerprint = { code: string; all: string }

export async function fingerprint({
  contentDir,
  publicUrl,
}: Pick<Config, 'contentDir' | 'publicUrl'>): Promise<Fingerprint> {
  const digest = createHash('sha256').update(publicUrl.href)
  await addFolder(digest, join(root, 'src'))
  await addFolder(digest, join(root, 'public'))
  await addFiles(digest, [join(root, 'package-lock.json'), join(root, 'astro.config.mjs')])
  const code = digest.copy().digest('hex')
  await addFolder(digest, contentDir)
  return { code, all: digest.digest('hex') }
}

async function addFolder(digest: Hash, folder: string): Promise<void> {
  await addFiles(digest, await filesBelow(folder).catch(() => []))
}

async function addFiles(digest: Hash, paths: readonly string[]): Promise<void> {
  for (const path of paths)
    digest.update(`\n${relative(root, path)}\n`).update(await readFile(path).catch(() => ''))
}

/** Builds pages and server into the folder by Astro, in a process of its own. @throws with the end of its output */
export function runAstro(
  outDir: string,
  cacheDir: string,
  config: Pick<Config, 'contentDir' | 'publicUrl'>,
): Promise<void> {
  const cli = join(root, 'node_modules/astro/bin/astro.mjs')
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    CONTENT_DIR: config.contentDir,
    PUBLIC_URL: config.publicUrl.href,
    SITE_CACHE_DIR: cacheDir,
    ASTRO_TELEMETRY_DISABLED: '1',
    NO_COLOR: '1',
  }
  const child = spawn(process.execPath, [cli, 'build', '--outDir', outDir], {
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
    child.once('exit', (code) =>
      code === 0 ? done() : failed(new Error(`The site does not build:\n${output}`)),
    )
  })
}
