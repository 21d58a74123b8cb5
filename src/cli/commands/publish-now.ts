import { claimPublish, endPublish, reportPublish, requestPublish } from '#domain/editing/index.ts'
import { headCommit } from '#server/editing/git.ts'
import type { Runtime } from '#server/runtime.ts'
import { ContentError, formatFault } from '#server/site/faults.ts'
import type { Report } from '#server/site/publish/make-release.ts'
import { ensureSite, type Published, publishSite } from '#server/site/publish.ts'
import type { Said } from '#server/site/publish-apart.ts'
import { print } from './shared.ts'
import type { PublishOptions } from './site.ts'

/** Publishes, and prints what became of it. */
export async function publishNow(runtime: Runtime, options: PublishOptions): Promise<void> {
  if (options.forServer) return forServer(runtime)
  const published = await asRun(runtime, (report) =>
    options.ifChanged ? ensureSite(runtime, report) : publishSite(runtime, report),
  )
  if (!published) return print(options, { release: null }, 'Nothing has changed since the last publish.')
  const { release, articles, seconds, warnings } = published
  const lines = warnings.map((fault) => `Warning: ${formatFault(fault)}\n`).join('')
  print(options, published, `${lines}Published ${articles} articles in ${seconds} s as release ${release}.`)
}

/** For the portal that started this process: it keeps the record of the run. */
async function forServer(runtime: Runtime): Promise<void> {
  const say = (said: Said): void => void process.stdout.write(`${JSON.stringify(said)}\n`)
  try {
    say({ published: await ensureSite(runtime, (stage, done, total) => say({ stage, done, total })) })
  } catch (error) {
    if (error instanceof ContentError) say({ faults: [...error.faults] })
    else say({ failed: error instanceof Error ? error.message : String(error) })
  }
}

/** Publishes here, on record as any other publish. Where the portal is at one already, this waits for its turn. */
async function asRun(
  runtime: Runtime,
  publish: (report: Report) => Promise<Published | null>,
): Promise<Published | null> {
  const ctx = () => runtime.context({ kind: 'system', name: 'command' })
  await requestPublish(ctx(), 'command')
  const run = await claimPublish(ctx())
  const id = run?.id ?? null
  const report: Report = async (stage, done, total) => {
    if (id !== null) await reportPublish(ctx(), { id, stage, done, total })
  }
  try {
    const published = await publish(report)
    const commit = await headCommit(runtime.config.contentDir)
    if (id !== null)
      await endPublish(ctx(), { id, state: 'done', release: published?.release ?? null, commit })
    return published
  } catch (error) {
    const faults =
      error instanceof ContentError
        ? error.faults
        : [{ file: '', line: 0, field: '', expected: error instanceof Error ? error.message : String(error) }]
    if (id !== null) await endPublish(ctx(), { id, state: 'failed', faults })
    throw error
  }
}
