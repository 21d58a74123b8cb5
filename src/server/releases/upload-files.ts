import { readdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'

export const uploadsPath = '/release-uploads'

/** Left free for everything else that writes to the disk. */
const reserve = 500_000_000

export function uploadsFolder({ dataDir }: Pick<Config, 'dataDir'>): string {
  return join(dataDir, 'release-uploads')
}

/**
 * Whether the disk has room for so many more bytes: what is to come of the upload, and its copy in the content store,
 * which is made before the upload is let go.
 */
export async function hasRoom(config: Pick<Config, 'dataDir'>, size: number): Promise<boolean> {
  const { bavail, bsize } = await statfs(uploadsFolder(config))
  return bavail * bsize > 2 * size + reserve
}

/** What is left of an upload; it may have gone already. */
export async function removeUploadFiles(config: Pick<Config, 'dataDir'>, id: string): Promise<void> {
  if (!/^[0-9a-f]{32}$/.test(id)) return
  const folder = uploadsFolder(config)
  await rm(join(folder, id), { force: true })
  await rm(join(folder, `${id}.json`), { force: true })
}

/** Files in the folder that nobody knows of any more: of a crash between two steps. @param age in milliseconds */
export async function sweepStray(
  config: Pick<Config, 'dataDir'>,
  known: (id: string) => Promise<boolean>,
  age: number,
): Promise<number> {
  const folder = uploadsFolder(config)
  let count = 0
  for (const name of await readdir(folder).catch(() => [])) {
    const [, id] = /^([0-9a-f]{32})$/.exec(name) ?? []
    const found = id ? await stat(join(folder, id)).catch(() => null) : null
    if (!id || !found || found.mtimeMs > Date.now() - age || (await known(id))) continue
    await removeUploadFiles(config, id)
    count += 1
  }
  return count
}
