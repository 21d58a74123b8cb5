import type { Context } from '#domain/shared/index.ts'
import { zoneOf } from '#domain/sla/index.ts'
import {
  type Called,
  type Dimension,
  dimensions,
  type TicketsBehind,
  ticketsBehind,
} from '#domain/stats/index.ts'
import type { Lang } from '#i18n/index.ts'
import { type ListAddress, listAddress } from '../http/list-address.ts'
import { behindDefaults } from './address.ts'
import { nameFor } from './names.ts'
import { ticketsSheet } from './sheets.ts'
import { fileResponse, kindOf } from './spreadsheet.ts'

/** A file has so many tickets at most: it is made in memory. */
export const mostRows = 5000

export type BehindPage = {
  address: ListAddress
  behind: TicketsBehind
  /** What the list is narrowed to, as it is called. */
  names: Partial<Record<Dimension, Called | null>>
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
  const narrowed = await Promise.all(
    dimensions.map(async (by) => {
      const value = behind.filter[by]
      return [by, value === undefined ? null : await nameFor(ctx, by, value)] as const
    }),
  )
  return { page: { address, behind, names: Object.fromEntries(narrowed) } }
}
