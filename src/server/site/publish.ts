import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { extname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Runtime } from '../runtime.ts'
import type { Catalogue } from './catalogue.ts'
import { type Content, type Fault, mediaFiles, readContent } from './content.ts'
import { siteFolder } from './site.ts'

type Publishing = Pick<Runtime, 'config' | 'log' | 'site'>

const root = resolve(import.meta.dirname, '../../..')
const compressed = new Set(['.html', '.css', '.js', '.mjs', '.json', '.svg', '.txt', '.xml'])
const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** References to articles that are not written yet read as plain words; every other fault stops a publish. */
export function stops(fault: Fault): boolean {
  return fault.expected !== 'a file that exists'
}

async function* walk(folder: string): AsyncGenerator<string> {
  for (const item of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, item.name)
    if (item.isDirectory()) yield* walk(path)
    else yield path
  }
}

/** What a release is made of; the same again needs no build. */
async function fingerprint(contentDir: string, publicUrl: URL): Promise<string> {
  const digest = createHash('sha256').update(publicUrl.href)
  const parts = [join(root, 'src'), join(root, 'public'), contentDir]
  const files: string[] = [join(root, 'package-lock.json'), join(root, 'astro.config.mjs')]
  for (const part of parts) for await (const path of walk(part)) files.push(path)
  for (const path of files.sort()) digest.update(path).update(await readFile(path))
  return digest.digest('hex')
}

function runAstro(outDir: string, { contentDir, publicUrl }: Runtime['config']): Promise<void> {
  const cli = join(root, 'node_modules/astro/bin/astro.mjs')
  const env = {
    ...process.env,
    CONTENT_DIR: contentDir,
    PUBLIC_URL: publicUrl.href,
    ASTRO_TELEMETRY_DISABLED: '1',
  }
  const child = spawn(process.execPath, [cli, 'build', '--outDir', outDir], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (output = (output + chunk).slice(-20_000)))
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('exit', (code) =>
      code === 0 ? done() : failed(new Error(`The site does not build:\n${output}`)),
    )
  })
}

async function compress(folder: string): Promise<void> {
  for await (const path of walk(folder)) {
    if (!compressed.has(extname(path))) continue
    const content = await readFile(path)
    if (content.length < 512) continue
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    }
    await writeFile(`${path}.br`, await brotli(content, { params }))
    await writeFile(`${path}.gz`, await zip(content, { level: 9 }))
  }
}

function toCatalogue({ pages }: Content): Catalogue {
  const entries = pages.map(
    ({ id, lang, title, description, url, audience, products, updated, version }) => ({
      ...{ id, lang, title, description, url, audience, products, updated, version },
      kind: 'manual' as const,
    }),
  )
  return { builtAt: Date.now(), entries }
}

/** A restricted article's title or address in a public file fails the build. */
async function assertNothingLeaks(folder: string, { pages }: Content): Promise<void> {
  const secret = pages.filter((page) => page.audience !== 'public')
  if (secret.length === 0) return
  for await (const path of walk(folder)) {
    const text = await readFile(path, 'utf8')
    const leak = secret.find((page) => text.includes(page.title) || text.includes(page.url))
    if (leak) throw new Error(`${leak.file} is for ${leak.audience}, but ${path} names it`)
  }
}

/** Builds a release beside the live one, checks it, and swaps the link; a failure leaves the live site alone. */
export async function publishSite({ config, log, site }: Publishing): Promise<void> {
  const content = await readContent(config.contentDir)
  const faults = content.faults.filter(stops)
  if (faults.length > 0) {
    const lines = faults.map(
      ({ file, line, field, expected }) => `${file}:${line} ${field}: expected ${expected}`,
    )
    throw new Error(`The content has faults, so nothing was published:\n${lines.join('\n')}`)
  }
  const id = `${new Date().toISOString().replace(/\D/g, '')}-${process.pid}`
  const made = await fingerprint(config.contentDir, config.publicUrl)
  // Astro's own build step finds its packages only below the project.
  const building = join(root, 'db/local/build', id)
  try {
    await runAstro(building, config)
    await mkdir(join(building, 'private'), { recursive: true })
    await mkdir(join(building, 'client/_assets/media'), { recursive: true })
    for (const [name, file] of mediaFiles(content)) await cp(file, join(building, 'client', name))
    await assertNothingLeaks(join(building, 'client'), content)
    await compress(join(building, 'client'))
    await writeFile(join(building, 'private/catalogue.json'), JSON.stringify(toCatalogue(content)))
    await writeFile(join(building, 'private/build.json'), JSON.stringify({ made }))
    await swap(siteFolder(config), building, id)
  } finally {
    await rm(building, { recursive: true, force: true })
  }
  log.info({ release: id, pages: content.pages.length }, 'site published')
  await site.refresh()
}

async function swap(folder: string, building: string, id: string): Promise<void> {
  const releases = join(folder, 'releases')
  await mkdir(releases, { recursive: true })
  await cp(building, join(releases, `${id}.part`), { recursive: true })
  await rename(join(releases, `${id}.part`), join(releases, id))
  await rm(join(folder, 'next'), { force: true })
  await symlink(join('releases', id), join(folder, 'next'))
  await rename(join(folder, 'next'), join(folder, 'current'))
  const older = (await readdir(releases)).sort().slice(0, -2)
  for (const name of older) await rm(join(releases, name), { recursive: true, force: true })
}

/** Publishes when there is no release yet, or the code or content it was made from has changed. */
export async function ensureSite(runtime: Publishing): Promise<void> {
  const current = join(siteFolder(runtime.config), 'current')
  const made = await readlink(current)
    .then(() => readFile(join(current, 'private/build.json'), 'utf8'))
    .then((text) => (JSON.parse(text) as { made: string }).made)
    .catch(() => null)
  if (made === (await fingerprint(runtime.config.contentDir, runtime.config.publicUrl))) return
  await publishSite(runtime)
}
