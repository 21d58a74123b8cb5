import { allProducts, organisationsByIds } from '#domain/accounts/index.ts'
import { type Download, listDownloads } from '#domain/releases/index.ts'
import { type Context, isDesk, type Page, type Person } from '#domain/shared/index.ts'
import { type Lang, texts } from '#i18n/index.ts'
import { deviceOf } from '../accounts/device.ts'
import { csvResponse } from '../http/csv.ts'
import { type ListAddress, listAddress } from '../http/list-address.ts'
import { attempt, type Refused } from '../http/message-form.ts'
import type { Named } from './portal-page.ts'

const filters = { organisation: '', product: '', version: '', completed: '', from: '', until: '' }

export type HistoryPage = {
  address: ListAddress
  page: Page<Download>
  refused: Refused | null
  organisations: Named[]
  chosen: Named | null
  products: Named[]
}

export function historyAddress(url: URL): ListAddress {
  const address = listAddress(url, filters)
  const narrows = Object.keys(filters).filter((name) => name !== 'organisation')
  return { ...address, filtered: narrows.some((name) => address.get(name) !== '') }
}

/** Organisations whose downloads somebody may see: the desk, those of one it names. */
async function organisationsOf(ctx: Context, viewer: Person, named: string): Promise<Named[]> {
  const ids = isDesk(viewer) && named ? [named] : viewer.organisationIds
  const found = await organisationsByIds(ctx.db, [...ids])
  return ids.flatMap((id) => found.filter((organisation) => organisation.id === id))
}

/** The downloads of one organisation; a filter that is not understood shows nothing, and says so. */
export async function historyPage(ctx: Context, viewer: Person, url: URL): Promise<HistoryPage> {
  const address = historyAddress(url)
  const organisations = await organisationsOf(ctx, viewer, address.get('organisation'))
  const [first = null] = organisations
  const chosen = organisations.find(({ id }) => id === address.get('organisation')) ?? first
  const result = await attempt([], () => listDownloads(ctx, address.values))
  const [page, refused] = 'done' in result ? [result.done, null] : [{ items: [], next: null }, result.refused]
  return { address, page, refused, organisations, chosen, products: await allProducts(ctx.db) }
}

/** How a file was fetched: by which token, or in which browser. */
export function howOf(lang: Lang, { token, userAgent }: Download): string {
  const t = texts(lang).portal
  const device = deviceOf(userAgent)
  if (token !== null) return [t.byToken(token), device].filter(Boolean).join(', ')
  return device || t.byBrowser
}

const limit = 10_000

/** The newest of a filter for a spreadsheet, moments in UTC. */
export async function historyCsv(ctx: Context, lang: Lang, url: URL): Promise<Response> {
  const { cursor: _, ...filter } = historyAddress(url).values
  const rows: (string | number | null)[][] = []
  let cursor: string | null = ''
  while (cursor !== null && rows.length < limit) {
    const page: Page<Download> = await listDownloads(ctx, { ...filter, cursor }, 500)
    for (const each of page.items) rows.push(rowOf(each))
    cursor = page.next
  }
  return csvResponse('downloads', [[...texts(lang).portal.csvColumns], ...rows])
}

function rowOf(each: Download): (string | number | null)[] {
  const moment = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())
  const { product, version, file, size, person, token, userAgent, address, reason, bytes } = each
  return [
    ...[moment(each.grantedAt), product, version, file, size, person, token, userAgent, address, reason],
    ...[bytes, moment(each.completedAt)],
  ]
}
