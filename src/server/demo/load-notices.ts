import { writeNoticeLetters } from '#domain/mail/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { createComposeNotice } from '../mail/compose-notice.ts'
import type { Runtime } from '../runtime.ts'

/** The evening on which the demo world's security fix had come out: whoever is told of it was told by then. */
const evening = Date.parse('2026-10-19T18:00:00Z')

/** The letters of the fix; the jobs write those of what came out since. */
export async function loadNotices(runtime: Runtime): Promise<void> {
  const { config, unsubscribes } = runtime
  const compose = createComposeNotice(config.publicUrl, 'Balcão', unsubscribes)
  const ctx = (): Context => ({ ...runtime.context({ kind: 'system', name: 'demo' }), now: evening })
  await writeNoticeLetters(ctx, compose, config.publicUrl.hostname)
}
