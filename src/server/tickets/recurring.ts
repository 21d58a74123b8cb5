import { isPublished } from '#domain/releases/index.ts'
import {
  announceFix,
  closeResolved,
  type FixWords,
  plannedVersions,
  remind,
  searchAttachments,
  warnTickets,
} from '#domain/tickets/index.ts'
import { texts } from '#i18n/index.ts'
import { wordsOf } from '../files/words-of.ts'
import type { Runtime } from '../runtime.ts'
import { renderMessage } from '../site/render-message.ts'

const batch = 100

/** Says of promises that their time is being used up. */
export async function warn(runtime: Runtime): Promise<void> {
  while ((await warnTickets(runtime.context({ kind: 'system', name: 'warnings' }))) === batch);
}

/** Closes what was resolved long enough ago. */
export async function closeWhatIsResolved(runtime: Runtime): Promise<void> {
  while ((await closeResolved(runtime.context({ kind: 'system', name: 'closing' }))) === batch);
}

/** Reminds people of the desk of what they asked to be reminded of. */
export async function remindDue(runtime: Runtime): Promise<void> {
  while ((await remind(runtime.context({ kind: 'system', name: 'reminders' }))) === batch);
}

/** Tells whoever waits for a version that it is published: not before its embargo ends. */
export async function announceFixes(runtime: Runtime): Promise<void> {
  const { database, config } = runtime
  const words: FixWords = (lang, { product, productName, version }) =>
    texts(lang).lines.fixed(
      productName,
      version,
      new URL(`/${lang}/updates/${product}`, config.publicUrl).href,
    )
  for (const planned of await plannedVersions(database.reader)) {
    const ctx = runtime.context({ kind: 'system', name: 'fixes' })
    if (await isPublished(ctx, planned.product, planned.version))
      await announceFix(ctx, planned, { render: renderMessage, words })
  }
}

/** Makes attachments found by their words. */
export async function searchFiles(runtime: Runtime): Promise<void> {
  const ctx = runtime.context({ kind: 'system', name: 'search' })
  // One that cannot be read holds up no other.
  const textOf = (hash: string): Promise<string | null> =>
    wordsOf(runtime.files, hash).catch((error: unknown) => {
      runtime.log.error({ err: error, hash }, 'an attachment is not searched')
      return null
    })
  while ((await searchAttachments(ctx, textOf)) === 20);
}
