import { writeNoticeLetters } from '#domain/mail/index.ts'
import type { Context } from '#domain/shared/index.ts'
import type { Runtime } from '../runtime.ts'
import { createComposeNotice } from './compose-notice.ts'

/** Letters about updates into the outbox; apart from its own turn, which answers wait for. */
export async function writeNotices(
  runtime: Runtime,
  context: () => Context = () => runtime.context({ kind: 'system', name: 'letters' }),
): Promise<void> {
  const { publicUrl } = runtime.config
  const compose = createComposeNotice(publicUrl, 'Balcão', runtime.unsubscribes)
  await writeNoticeLetters(context, compose, publicUrl.hostname)
}
