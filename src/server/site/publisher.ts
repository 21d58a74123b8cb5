import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  claimPublish,
  endPublish,
  findRun,
  noteFiles,
  publishWaits,
  type RunCause,
  releaseRuns,
  reportPublish,
  requestPublish,
} from '#domain/editing/index.ts'
import { parsePath } from '#domain/knowledge/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { sha256 } from '../auth/hash.ts'
import { headCommit } from '../editing/git.ts'
import type { Runtime } from '../runtime.ts'
import { isCurrent } from './current.ts'
import { formatFault } from './faults.ts'
import { type Outcome, publishApart } from './publish-apart.ts'
import { onChange } from './watch.ts'

type Serving = Pick<Runtime, 'config' | 'log' | 'site' | 'database' | 'context'>

/** Publishes what is asked for, one at a time. */
export type Publisher = {
  /** Does all that waits. */
  work(): Promise<void>
  /** Asks for a publish when the code or the content is not that of the live release; waits for it. @returns whether it is now */
  keepCurrent(cause: RunCause): Promise<boolean>
}

/** A run is told to be alive at least this often, in milliseconds; and its progress no oftener than that. */
const beat = 5_000
const shortest = 400
/** Files that were changed in the folder become revisions, unless the whole content is new. */
const mostNoted = 300

export function createPublisher(runtime: Serving): Publisher {
  const { config, log, site } = runtime
  let working: Promise<void> | null = null
  const system = (): Context => runtime.context({ kind: 'system', name: 'publisher' })

  async function perform(id: string): Promise<void> {
    let [stage, done, total, toldAt] = ['starting', 0, 0, 0]
    const tell = (): void => {
      toldAt = performance.now()
      reportPublish(system(), { id, stage, done, total }).catch((error) =>
        log.error({ err: error }, 'the progress of a publish was not written'),
      )
    }
    const pulse = setInterval(tell, beat)
    const outcome = await publishApart(config, (...now) => {
      const turn = now[0] !== stage
      ;[stage, done, total] = now
      if (turn || performance.now() - toldAt > shortest) tell()
    }).catch((error): Outcome => ({ failed: String(error) }))
    clearInterval(pulse)
    await site.refresh()
    await end(id, outcome)
  }

  async function end(id: string, outcome: Outcome): Promise<void> {
    if ('published' in outcome) {
      const release = outcome.published?.release ?? site.release
      await endPublish(system(), { id, state: 'done', release, commit: await headCommit(config.contentDir) })
      await note(outcome.published?.fresh ?? [])
      return
    }
    const faults =
      'faults' in outcome ? outcome.faults : [{ file: '', line: 0, field: '', expected: outcome.failed }]
    for (const fault of faults) {
      const words = 'failed' in outcome ? outcome.failed : formatFault(fault)
      log.error({ fault }, `not published: ${words}`)
    }
    await endPublish(system(), { id, state: 'failed', faults })
  }

  async function note(paths: readonly string[]): Promise<void> {
    if (paths.length > mostNoted) return
    for (const path of paths) {
      const place = parsePath(path)
      const text = await readFile(join(config.contentDir, path), 'utf8').catch(() => null)
      if (!place || text === null) continue
      await noteFiles(system(), [{ articleId: place.id, lang: place.lang, text }], { hash: sha256 })
    }
  }

  async function workAll(): Promise<void> {
    const turn = site.catalogue.nextTurn
    if (turn !== null && turn <= Date.now() && !(await isCurrent(runtime))) {
      await requestPublish(system(), 'schedule')
    }
    while (await publishWaits(system())) {
      const run = await claimPublish(system())
      if (!run) return
      await perform(run.id)
    }
  }

  function work(): Promise<void> {
    working ??= workAll().finally(() => {
      working = null
    })
    return working
  }

  return {
    work,
    async keepCurrent(cause) {
      if (await isCurrent(runtime)) {
        await site.refresh()
        return true
      }
      const id = await requestPublish(system(), cause)
      for (;;) {
        await work()
        const run = await findRun(runtime.database.reader, id)
        if (!run || run.state === 'done' || run.state === 'failed') return run?.state === 'done'
        // Another process has it.
        await new Promise((resolve) => setTimeout(resolve, 250))
      }
    },
  }
}

/**
 * A site to serve: as code and content are, else the release that there is.
 * @throws Error when there is none at all
 */
export async function siteToServe(runtime: Serving & { publisher: Publisher }): Promise<void> {
  const { publisher, site, log } = runtime
  // Whoever ran one when the portal was stopped is gone.
  await releaseRuns(runtime.context({ kind: 'system', name: 'publisher' }))
  if (await publisher.keepCurrent('start')) return
  await site.refresh()
  if (site.release === null) throw new Error('The site could not be published, for the reasons above.')
  log.error('the site was not published: the release before it stays')
}

/** Keeps the site as the content is. @returns stops watching */
export function watchContent(runtime: Serving & { publisher: Publisher }): () => void {
  return onChange(runtime, async () => {
    await runtime.publisher.keepCurrent('files')
  })
}
