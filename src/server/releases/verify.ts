import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { recordEvent } from '#domain/events/index.ts'
import {
  type CheckedFile,
  recordFileCheck,
  type StoredReleaseFile,
  storedFiles,
} from '#domain/releases/index.ts'
import type { Context } from '#domain/shared/index.ts'
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

export type Pace = {
  /** Bytes a second at most; null: as fast as it goes. */
  rate: number | null
  /** Only files that were not looked at since; a look of the future was a wrong clock's. */
  before: number
  /** No other file is begun after it. */
  until: number
}
const all: Pace = { rate: null, before: Infinity, until: Infinity }

/** Compares stored release files with their hashes; what is not as it was goes offline, and administrators are told. */
export async function verifyReleaseFiles(
  runtime: Means,
  { rate, before, until }: Pace = all,
): Promise<Verified> {
  const done: Verified = { files: 0, damaged: [], restored: [] }
  for await (const file of storedFiles(system(runtime))) {
    if (file.checkedAt !== null && file.checkedAt >= before && file.checkedAt <= Date.now()) continue
    if (Date.now() > until) return done
    const found = await checkContent(runtime.files, file.sha256, rate)
    const change = await keep(runtime, file.id, found)
    if (change === undefined) continue
    done.files += 1
    if (found !== 'whole') done.damaged.push(nameOf(file))
    if (change === 'restored') done.restored.push(nameOf(file))
    if (change === 'taken-offline')
      runtime.log.error({ file: nameOf(file), found }, 'a release file is damaged')
  }
  const ctx = system(runtime)
  if (done.files > 0) {
    const data = { files: done.files, damaged: done.damaged.slice(0, 100) }
    await ctx.write((tx) => recordEvent(ctx, tx, { type: 'releases.verified', data }))
  }
  return done
}

function system(runtime: Means): Context {
  return runtime.context({ kind: 'system', name: 'release-verify' })
}

/** The finding and the letters about it, together. @returns undefined: the file has gone meanwhile */
async function keep(runtime: Means, id: string, found: Found): Promise<CheckedFile['change'] | undefined> {
  const ctx = system(runtime)
  return ctx.write(async (tx) => {
    const checked = await recordFileCheck(ctx, { id, found })
    if (checked?.change && checked.eventId !== null) {
      await alert(runtime, ctx, tx, checked.eventId, { ...checked, kind: checked.change })
    }
    return checked?.change
  })
}

/**
 * The job: each file once a day, calmly, as much as eight minutes allow; where no server runs, every file at once.
 */
export async function verifyNightly(runtime: Runtime): Promise<void> {
  const now = Date.now()
  const pace = runtime.jobs === null ? all : { rate: calm, before: now - day, until: now + 8 * 60_000 }
  const { files, damaged } = await verifyReleaseFiles(runtime, pace)
  if (files > 0) runtime.log.info({ files, damaged }, 'release files compared with their hashes')
}
