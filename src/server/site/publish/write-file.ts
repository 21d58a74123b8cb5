import { createHash } from 'node:crypto'
import { copyFileSync, linkSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, extname } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { filesBelow } from './files.ts'

// At once, not asynchronously: a publish has processes and threads of its own, and a thousand small waits take longer
// than the work.

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
  '.webmanifest',
])
const small = 512
const large = 1024 * 1024

/** `quick`: a fortieth of the time for a tenth more bytes, where a whole site is made at once. */
export type Effort = 'quick' | 'best'

const folders = new Set<string>()

/** Makes a folder, once. */
function ensureFolder(path: string): void {
  if (folders.has(path)) return
  mkdirSync(path, { recursive: true })
  folders.add(path)
}

/**
 * Writes a file, with `.br` beside it when it is text that gains by it. Who takes only gzip gets it made when asked for: it is kept in
 * memory then.
 */
export function writePublic(path: string, content: Buffer, effort: Effort): void {
  ensureFolder(dirname(path))
  writeFileSync(path, content)
  compressBeside(path, content, effort)
}

/** A file that is not served as it is. */
export function writePlain(path: string, text: string): void {
  ensureFolder(dirname(path))
  writeFileSync(path, text)
}

/** A file of the release as a whole, such as a feed or a map. */
export function writeText(path: string, text: string): void {
  writePublic(path, Buffer.from(text), text.length > 100_000 ? 'quick' : 'best')
}

/** A file that is no text and gains by compression all the same. */
export function writePacked(path: string, content: Buffer, effort: Effort): void {
  writeFileSync(path, content)
  pack(path, content, effort)
}

function compressBeside(path: string, content: Buffer, effort: Effort): void {
  if (texts.has(extname(path)) && content.length >= small) pack(path, content, effort)
}

function pack(path: string, content: Buffer, effort: Effort): void {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: effort === 'quick' || content.length > large ? 5 : 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  }
  const make = (): Buffer => brotliCompressSync(content, { params })
  const br = content.length > repeated ? packedOnce(content, effort, make) : make()
  if (br.length < content.length) writeFileSync(`${path}.br`, br)
}

/** Scripts of the search are the same in each bundle. */
const repeated = 40_000
const packed = new Map<string, Buffer>()

function packedOnce(content: Buffer, effort: Effort, make: () => Buffer): Buffer {
  const key = effort + createHash('sha256').update(content).digest('hex')
  const made = packed.get(key) ?? make()
  if (effort === 'best') packed.set(key, made)
  return made
}

/** The same file in another release: it is never written again, so a link will do. */
export function linkPublic(from: string, to: string): void {
  ensureFolder(dirname(to))
  try {
    linkSync(from, to)
  } catch (error) {
    // Another disk, or one that knows no links.
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (!['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP'].includes(code)) throw error
    copyFileSync(from, to)
  }
}

/** Every file of a folder into another, without copying. */
export async function linkFolder(from: string, to: string): Promise<void> {
  for (const path of await filesBelow(from)) linkPublic(path, to + path.slice(from.length))
}

/** Compresses every text of a folder. */
export async function compressAll(folder: string): Promise<void> {
  for (const path of await filesBelow(folder)) compressBeside(path, readFileSync(path), 'best')
}
