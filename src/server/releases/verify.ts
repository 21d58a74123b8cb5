import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { lastEventOf, recordEvent } from '#domain/events/index.ts'
import { recordFileCheck, type StoredReleaseFile, storedFiles } from '#domain/releases/index.ts'
import type { FileStore } from '../files/store.ts'
import type { Runtime } from '../runtime.ts'
import { alert } from './alert.ts'

/** Bytes a second that checking may read: disk and processor are the customers'. */
const calm = 40_000_000
const day = 86_400_000

export type Found = 'whole' | 'missing' | 'altered'

/**
 * Compares a stored content with its hash, as a stream.
 * @param rate bytes a second at most; null: as fast as it goes
 */
export async function checkContent(files: FileStore, sha256: string, rate: number | null): Promise<Found> {
  if (!(await files.has(sha256))) return 'missing'
  const digest = createHash('sha256')
  const startedAt = performance.now()
  let read = 0
  try {
    for await (const chunk of files.read(sha256) as AsyncIterable<Buffer>) {
      digest.update(chunk)
      read += chunk.length
      const ahead = rate === null ? 0 : (read / rate) * 1000 - (performance.now() - startedAt)
      if (ahead > 20) await wait(ahead)
    }
  } catch (error) {
    // Taken away under our hands; anything else, such as a disk that does not answer, is no finding.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'missing'
    throw error
  }
  return digest.digest('hex') === sha256 ? 'whole' : 'altered'
}

export type Verified = { files: number; damaged: string[]; restored: string[] }
type Means = Pick<Runtime, 'context' | 'files' | 'log' | 'config'>

const nameOf = ({
  product,
  version,
  name,
}: Pick<StoredReleaseFile, 'product' | 'version' | 'name'>): string => `${product}/${version}/${name}`

/** Compares every stored release file with its hash; what is not as it was goes offline, and administrators are told. */
export async function verifyReleaseFiles(runtime: Means, rate: number | null = null): Promise<Verified> {
  const system = (): ReturnType<Runtime['context']> =>
    runtime.context({ kind: 'system', name: 'release-verify' })
  const done: Verified = { files: 0, damaged: [], restored: [] }
  for await (const file of storedFiles(system())) {
    const found = await checkContent(runtime.files, file.sha256, rate)
    const ctx = system()
    const checked = await ctx.write(async (tx) => {
      const checked = await recordFileCheck(ctx, { id: file.id, found })
      if (checked?.change && checked.eventId !== null) {
        await alert(runtime, ctx, tx, checked.eventId, { ...checked, kind: checked.change })
      }
      return checked
    })
    if (!checked) continue
    done.files += 1
    if (found !== 'whole') done.damaged.push(nameOf(file))
    if (checked.change === 'restored') done.restored.push(nameOf(file))
    if (checked.change === 'taken-offline')
      runtime.log.error({ file: nameOf(file), found }, 'a release file is damaged')
  }
  const ctx = system()
  await ctx.write((tx) => recordEvent(ctx, tx, { type: 'releases.verified', data: { ...done } }))
  return done
}

/** The job: once a day, and calmly; where no server runs, at once. */
export async function verifyNightly(runtime: Runtime): Promise<void> {
  const byHand = runtime.jobs === null
  const last = await lastEventOf(runtime.database.reader, 'releases.verified')
  if (!byHand && last !== null && last.at > Date.now() - day) return
  const { files, damaged } = await verifyReleaseFiles(runtime, byHand ? null : calm)
  runtime.log.info({ files, damaged }, 'release files compared with their hashes')
}
