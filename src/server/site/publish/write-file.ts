import { link, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, extname } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { filesBelow, inParallel } from './files.ts'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)
const texts = new Set([
  '.html',
  '.css',
  '.js',
  '.mjs',
  '.json',
  '.svg',
  '.txt',
  '.xml',
  '.atom',
  '.md',
  '.webmanifest',
])
const small = 512
const large = 1024 * 1024

/** `quick`: a fortieth of the time for a tenth more bytes, where a whole site is made at once. */
export type Effort = 'quick' | 'best'

/** Writes a file, with `.br` and `.gz` beside it when it is text that gains by it. */
export async function writePublic(path: string, content: Buffer, effort: Effort): Promise<void> {
  await writeFile(path, content)
  await compressBeside(path, content, effort)
}

/** A file of the release as a whole, such as a feed or a map. */
export async function writeText(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writePublic(path, Buffer.from(text), text.length > 100_000 ? 'quick' : 'best')
}

export async function compressBeside(path: string, content: Buffer, effort: Effort): Promise<void> {
  if (!texts.has(extname(path)) || content.length < small) return
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: effort === 'quick' || content.length > large ? 5 : 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  }
  const [br, gz] = await Promise.all([brotli(content, { params }), zip(content, { level: 6 })])
  await Promise.all([
    br.length < content.length && writeFile(`${path}.br`, br),
    gz.length < content.length && writeFile(`${path}.gz`, gz),
  ])
}

/** The same file in another release, with what was compressed; it is never written again, so a link will do. */
export async function linkPublic(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await link(from, to)
  for (const ending of ['.br', '.gz']) await link(from + ending, to + ending).catch(() => undefined)
}

/** Compresses every text of a folder. */
export async function compressAll(folder: string): Promise<void> {
  await inParallel(await filesBelow(folder), 4, async (path) =>
    compressBeside(path, await readFile(path), 'best'),
  )
}
