import { allProducts, deskPeople, findOrganisation } from '#domain/accounts/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { type Dimension, type TicketsBehind, ticketsBehind, zoneOf } from '#domain/stats/index.ts'
import type { Lang } from '#i18n/index.ts'
import { type ListAddress, listAddress } from '../http/list-address.ts'
import { behindDefaults } from './address.ts'
import { ticketsSheet } from './sheets.ts'
import { fileResponse, kindOf } from './spreadsheet.ts'

/** A file has so many tickets at most: it is made in memory. */
export const mostRows = 5000

export type BehindPage = {
  address: ListAddress
  behind: TicketsBehind
  /** What the list is narrowed to, as it is called. */
  names: Partial<Record<Dimension, string>>
}

/** The tickets behind a number, or a file of them. */
export async function behindPage(
  ctx: Context,
  url: URL,
  lang: Lang,
): Promise<{ page: BehindPage } | { response: Response }> {
  const address = listAddress(url, behindDefaults)
  const kind = kindOf(url)
  const input = kind ? { ...address.values, limit: mostRows, cursor: '' } : address.values
  const { age, ...rest } = input as Record<string, string>
  const behind = await ticketsBehind(ctx, { ...rest, age: age === '' ? null : age })
  if (kind) {
    const { metric } = behind.input
    const sheet = ticketsSheet(lang, behind.page.items, metric)
    return { response: await fileResponse(kind, `tickets-${metric}`, sheet, await zoneOf(ctx)) }
  }
  const { organisation, product, agent } = behind.filter
  const named = (all: readonly { id: string; name: string }[], id: string): string =>
    all.find((each) => each.id === id)?.name ?? id
  return {
    page: {
      address,
      behind,
      names: {
        ...(organisation
          ? { organisation: (await findOrganisation(ctx.db, organisation))?.name ?? organisation }
          : {}),
        ...(product ? { product: named(await allProducts(ctx.db), product) } : {}),
        ...(agent ? { agent: named(await deskPeople(ctx.db), agent) } : {}),
      },
    },
  }
}
