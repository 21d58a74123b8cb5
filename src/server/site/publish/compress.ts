import { readFile, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { extname } from 'node:path'
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
/** Pagefind's own parts are compressed already. */
const small = 512
const large = 1024 * 1024

/** Puts `.br` and `.gz` beside each text file that gains by it. */
export async function compressAll(folder: string): Promise<void> {
  const files = (await filesBelow(folder)).filter((path) => texts.has(extname(path)))
  await inParallel(files, availableParallelism(), async (path) => {
    const content = await readFile(path)
    if (content.length < small) return
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: content.length > large ? 9 : 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    }
    const [br, gz] = await Promise.all([brotli(content, { params }), zip(content, { level: 9 })])
    if (br.length < content.length) await writeFile(`${path}.br`, br)
    if (gz.length < content.length) await writeFile(`${path}.gz`, gz)
  })
}
