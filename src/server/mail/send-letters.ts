import {
  deliverLetters,
  type LetterRow,
  noticeMayLeave,
  writeLetters,
  writeMachineLetters,
  writeNoticeLetters,
} from '#domain/mail/index.ts'
import { ownWords } from '../rules/own-words.ts'
import type { Runtime } from '../runtime.ts'
import { createCompose } from './compose.ts'
import { createComposeMachineLetter } from './compose-machine-letter.ts'
import { createComposeNotice } from './compose-notice.ts'
import { createSender } from './sender.ts'

/** The outbox's turn: letters of the events since the last one, then everything that is due. */
export async function sendLetters(runtime: Runtime): Promise<void> {
  const { config } = runtime
  const send = createSender(config)
  const ctx = () => runtime.context({ kind: 'system', name: 'letters' })
  const compose = createCompose(config.publicUrl, 'Balcão', await ownWords(ctx(), runtime.site))
  while ((await writeLetters(ctx(), compose, config.publicUrl.hostname)) > 0);
  const { zone } = runtime.site.catalogue.settings.site
  const machine = createComposeMachineLetter(config.publicUrl, 'Balcão', zone)
  while ((await writeMachineLetters(ctx(), machine, config.publicUrl.hostname)) > 0);
  const notice = createComposeNotice(config.publicUrl, 'Balcão', runtime.unsubscribes)
  await writeNoticeLetters(ctx, notice, config.publicUrl.hostname)
  const mayLeave = (letter: LetterRow) => noticeMayLeave(ctx(), letter, notice, config.publicUrl.hostname)
  while ((await deliverLetters(ctx(), send, mayLeave)) > 0);
}
