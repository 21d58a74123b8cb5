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

/** `quick`: a fortieth of the time for a tenth more bytes; `least`: a fifth of that for a quarter more. */
export type Effort = 'least' | 'quick' | 'best'
const qualities: Record<Effort, number> = { least: 1, quick: 5, best: 11 }

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

/** A file of the release as a whole, such as a feed or a map. */
export function writeText(path: string, text: string): void {
  writePublic(path, Buffer.from(text), text.length < lightFrom ? 'best' : 'quick')
}

function compressBeside(path: string, content: Buffer, effort: Effort): void {
  const br = isText(path) && content.length >= small ? brotli(content, effort) : null
  if (br) writeFileSync(`${path}.br`, br)
}

/** Whether it is text by its name. */
export function isText(path: string): boolean {
  return texts.has(extname(path))
}

/** The content as Brotli; null where that is no smaller. */
export function brotli(content: Buffer, effort: Effort): Buffer | null {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: qualities[content.length > large ? 'quick' : effort],
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  }
  const br = brotliCompressSync(content, { params })
  return br.length < content.length ? br : null
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

/** Larger ones, such as the editor's script, are compressed well once somebody asks for them: at once it takes seconds. */
export const lightFrom = 20_000

/** Compresses every text of a folder. */
export async function compressAll(folder: string): Promise<void> {
  for (const path of await filesBelow(folder)) {
    const content = readFileSync(path)
    compressBeside(path, content, content.length < lightFrom ? 'best' : 'quick')
  }
}
