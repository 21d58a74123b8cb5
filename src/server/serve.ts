import type { AddressInfo } from 'node:net'
import { advisories } from './http/advisories.ts'
import { channelManifests } from './http/channel-manifests.ts'
import { downloads } from './http/downloads.ts'
import { liveHints } from './http/live-hints.ts'
import { releaseUploads } from './http/release-uploads.ts'
import { restrictedSearch } from './http/restricted-search.ts'
import { createEntry, drain } from './http/server.ts'
import { startJobs } from './jobs/runner.ts'
import { schedule } from './jobs/schedule.ts'
import type { Runtime } from './runtime.ts'

export type Serving = { address: string; stop(): Promise<void> }

/** Serves until told to stop: SIGTERM and SIGINT drain what is under way, then close the database. */
export async function serve(runtime: Runtime): Promise<Serving> {
  const { config, log } = runtime
  await runtime.site.refresh()
  const { server, ready } = createEntry(runtime, [
    restrictedSearch(runtime),
    channelManifests(runtime),
    downloads(runtime),
    advisories(runtime),
    await releaseUploads(runtime),
    liveHints(runtime),
  ])
  await ready
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.port, config.host, resolve)
  })
  runtime.jobs = startJobs(runtime, schedule)
  const { port } = server.address() as AddressInfo
  const address = config.port === 0 ? `http://${config.host}:${port}` : config.publicUrl.origin
  log.info({ address }, 'serving')

  let stopping: Promise<void> | null = null
  const stop = (): Promise<void> => {
    // Open streams would hold the end up.
    runtime.live.close()
    stopping ??= drain(server, 10_000).then(() => runtime.close())
    return stopping
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'stopping')
      void stop().then(() => process.exit(0))
    })
  }
  return { address, stop }
}
