import {
  handleComment,
  type KnowledgeReport,
  knowledgeReport,
  type ListName,
  type Lists,
  lists,
  reportList,
  ticketsCiting,
} from '#domain/feedback/index.ts'
import { type Context, isDesk } from '#domain/shared/index.ts'
import { type Reference, referenceOf } from '#domain/tickets/index.ts'
import type { Lang } from '#i18n/index.ts'
import { readForm } from '../http/form.ts'
import { type ListAddress, listAddress } from '../http/list-address.ts'
import type { Runtime } from '../runtime.ts'
import { type DeadLink, deadLinks } from './dead-links.ts'
import { reportCsv } from './report-csv.ts'

export type PartName = ListName | 'links'
export const parts: readonly PartName[] = [...lists, 'links']

export type Links = readonly DeadLink[] | 'checking' | 'failed'

/** The overview, or one of its lists. */
export type ReportView = {
  address: ListAddress
  part: PartName | null
  overview: (KnowledgeReport & { links: Links }) | null
  list: { items: readonly unknown[]; next: string | null } | null
  links: Links
  /** Tickets that cite the article that the address names; `open` for whoever may open them. */
  tickets: { reference: Reference; at: number; open: boolean }[]
  /** Title of the article that the address names. */
  of: string | null
  said: 'handled' | 'reopened' | null
}

type Answered = { response: Response } | { view: ReportView }
type Astro = { request: Request; url: URL }

const ofOverview = 6
const ofList = 50
const ofCsv = 1000

/** The editors' report in each of its states: overview, one list, a spreadsheet, a comment dealt with. */
export async function reportPage(
  runtime: Runtime,
  ctx: Context,
  { request, url }: Astro,
  lang: Lang,
): Promise<Answered> {
  if (request.method === 'POST') return { response: await handled(ctx, request, url) }
  const library = runtime.site.libraryFor(ctx.actor)
  const address = listAddress(url, { list: '', period: '30', order: 'worst', article: '' })
  const part = parts.find((each) => each === address.get('list')) ?? null
  const csv = url.searchParams.get('format') === 'csv'
  const by = { ...address.values, limit: csv ? ofCsv : part === null ? ofOverview : ofList }
  const links = part === null || part === 'links' ? await deadLinks(runtime, library) : []
  const list = part && part !== 'links' ? await reportList(ctx, library, part, by) : null
  if (csv && part === 'links')
    return { response: reportCsv(lang, part, typeof links === 'string' ? [] : links) }
  if (csv && part && list)
    return { response: reportCsv(lang, part, list.items as Lists['votes']['items'] as never) }
  const article = address.get('article')
  const said = url.searchParams.get('said')
  return {
    view: {
      address,
      part,
      overview: part === null ? { ...(await knowledgeReport(ctx, library, by)), links } : null,
      list,
      links,
      tickets: part === 'cited' && article ? await citing(ctx, by) : [],
      of: article ? (library.find(lang, article)?.title ?? article) : null,
      said: said === 'handled' || said === 'reopened' ? said : null,
    },
  }
}

async function citing(ctx: Context, by: object): Promise<ReportView['tickets']> {
  const tickets = await ticketsCiting(ctx, by)
  return tickets.map(({ id, at }) => ({ reference: referenceOf(id), at, open: isDesk(ctx.actor) }))
}

/** Back to where the button was. */
async function handled(ctx: Context, request: Request, url: URL): Promise<Response> {
  const form = await readForm(request, {})
  const input = { vote: form.get('vote'), handled: form.get('handled') }
  await handleComment(ctx, input)
  const back = new URLSearchParams(url.searchParams)
  back.set('said', input.handled === 'yes' ? 'handled' : 'reopened')
  return new Response(null, { status: 303, headers: { Location: `${url.pathname}?${back}#said` } })
}
