import { type ListedEvent, listEvents } from '#domain/events/index.ts'
import type { Context, Page } from '#domain/shared/index.ts'
import type { Lang } from '#i18n/index.ts'
import { type ListAddress, listAddress } from '../http/list-address.ts'
import { attempt, type Refused } from '../http/message-form.ts'
import { type Named, namedIn, nothingNamed } from './event-named.ts'

const filters = { actor: '', type: '', organisation: '', subject: '', ticket: '', from: '', until: '' }

export function auditAddress(url: URL): ListAddress {
  const address = listAddress(url, filters)
  // People write references, the filter takes numbers.
  const values = { ...address.values, ticket: (address.values.ticket ?? '').replace(/^SUP-/i, '') }
  return { ...address, values, filtered: Object.keys(filters).some((name) => address.get(name) !== '') }
}

/** A page of the audit; a filter that is not understood shows nothing, and says so. */
export async function readAudit(
  ctx: Context,
  lang: Lang,
  url: URL,
): Promise<{ address: ListAddress; page: Page<ListedEvent>; named: Named; refused: Refused | null }> {
  const address = auditAddress(url)
  const result = await attempt([], () => listEvents(ctx, address.values))
  if ('refused' in result)
    return { address, page: { items: [], next: null }, named: nothingNamed, refused: result.refused }
  return { address, page: result.done, named: await namedIn(ctx, lang, result.done.items), refused: null }
}
