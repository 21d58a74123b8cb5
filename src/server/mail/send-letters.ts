import {
  deliverLetters,
  type LetterRow,
  lettersToLeave,
  writeLetters,
  writeMachineLetters,
} from '#domain/mail/index.ts'
import { ownWords } from '../rules/own-words.ts'
import type { Runtime } from '../runtime.ts'
import { createCompose } from './compose.ts'
import { createComposeMachineLetter } from './compose-machine-letter.ts'
import { createComposeNotice } from './compose-notice.ts'
import { createSender } from './sender.ts'

/** A turn that takes longer would be taken for one that hangs. */
const longest = 20_000

/** The outbox's turn: letters of the events since the last one, then what is due, as far as a turn comes. */
export async function sendLetters(runtime: Runtime): Promise<void> {
  const { config } = runtime
  const { publicUrl } = config
  const mailDomain = publicUrl.hostname
  const send = createSender(config)
  const ctx = () => runtime.context({ kind: 'system', name: 'letters' })
  const compose = createCompose(publicUrl, 'Balcão', await ownWords(ctx(), runtime.site))
  const { zone } = runtime.site.catalogue.settings.site
  const machine = createComposeMachineLetter(publicUrl, 'Balcão', zone)
  const notice = createComposeNotice(publicUrl, 'Balcão', runtime.unsubscribes)
  const leaving = (due: readonly LetterRow[]): Promise<LetterRow[]> =>
    lettersToLeave(ctx(), due, notice, mailDomain)
  const until = performance.now() + longest
  do {
    // Between two batches, so that an answer does not wait for a thousand notices.
    while ((await writeLetters(ctx(), compose, mailDomain)) > 0);
    while ((await writeMachineLetters(ctx(), machine, mailDomain)) > 0);
  } while ((await deliverLetters(ctx(), send, leaving)) > 0 && performance.now() < until)
}
