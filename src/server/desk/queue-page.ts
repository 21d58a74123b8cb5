import { allProducts, findOrganisation, type PersonRow } from '#domain/accounts/index.ts'
import { type BulkRun, getRun, unfinishedRun } from '#domain/bulk/index.ts'
import { lastEventId } from '#domain/events/index.ts'
import { isDomainError } from '#domain/shared/index.ts'
import {
  allFields,
  allQueues,
  allRequestTypes,
  allTeams,
  type FieldDefinition,
  type ListPage,
  listQueue,
  type QueueCounts,
  type QueueDefinition,
  type QueueItem,
  queueCounts,
  type RequestType,
  type Team,
} from '#domain/tickets/index.ts'
import { readForm } from '../http/form.ts'
import { type ListAddress, listAddress } from '../http/list-address.ts'
import type { EnteredBy } from '../http/page.ts'
import { saidIn } from '../tickets/said.ts'
import { type BulkForm, changePicked, noBulk, undoRun } from './bulk-form.ts'
import { deskPeopleNow } from './people.ts'
import { changeViews, type ViewForm, type Views, viewsFor } from './view-form.ts'

export type Queue = {
  /** Of a refused form; null: nothing was refused. */
  status: number | null
  page: ListPage<QueueItem>
  queues: readonly QueueDefinition[]
  /** Those in use. */
  types: readonly RequestType[]
  /** Those in use, and one that is asked for. */
  teams: readonly Team[]
  fields: readonly FieldDefinition[]
  counts: QueueCounts
  address: ListAddress
  products: readonly { id: string; name: string }[]
  /** Whose tickets alone are listed; null: everybody's. */
  organisation: { id: string; name: string } | null
  people: readonly PersonRow[]
  bulk: BulkForm
  /** The change that was just made, or one that was cut short; null: none. */
  run: BulkRun | null
  views: Views
  /** The last event when the page was made. */
  since: number
  said: ViewSaid | null
}

const saidWords = ['view-saved', 'view-deleted', 'columns-kept'] as const
export type ViewSaid = (typeof saidWords)[number]

type Request_ = { request: Request; url: URL }

/** The queue and its forms. `go`: a form was taken, the page goes there. */
export async function queuePage(
  { ctx, lang, viewer, f }: EnteredBy,
  { request, url }: Request_,
): Promise<Queue | { go: string }> {
  const view = viewer.line === null ? 'all-open' : `line-${viewer.line}`
  const asked = { requestType: '', team: '', field: '' }
  const narrowed = { q: '', priority: '', product: '', organisation: '', queue: '', tag: '', ...asked }
  const usual = { view, ...narrowed, sort: 'due', saved: '' }
  const address = listAddress(url, usual)
  let bulk = noBulk
  let typed: ViewForm = null
  let status: number | null = null
  if (request.method === 'POST') {
    const form = await readForm(request, {})
    const deed = form.get('form')
    if (deed === 'columns' || deed.startsWith('view')) {
      const result = await changeViews(ctx, lang, address, form)
      if ('go' in result) return result
      typed = result.form
      status = result.status
    } else {
      const result = deed === 'undo' ? await undoRun(ctx, form, lang) : await changePicked(ctx, form, lang)
      if ('run' in result) return { go: withRun(url, result.run) }
      bulk = result.form
      status = result.status
    }
  }
  const run = await runOf(ctx, url.searchParams.get('run'))
  // What could not be changed stays picked.
  const left = run?.items.filter(({ outcome }) => outcome === 'refused' || outcome === null) ?? []
  if (left.length > 0 && !run?.undone && bulk === noBulk)
    bulk = { ...noBulk, picked: new Set(left.map(({ reference }) => reference)) }
  const since = await lastEventId(ctx.db)
  return {
    status,
    since,
    page: await listQueue(ctx, address.values),
    counts: await queueCounts(ctx),
    address,
    products: await allProducts(ctx.db),
    queues: await allQueues(ctx.db),
    types: (await allRequestTypes(ctx.db)).filter(({ archivedAt }) => archivedAt === null),
    teams: (await allTeams(ctx.db)).filter(
      ({ id, archivedAt }) => archivedAt === null || id === address.get('team'),
    ),
    fields: (await allFields(ctx.db)).filter(({ archivedAt }) => archivedAt === null),
    organisation: await findOrganisation(ctx.db, address.get('organisation')),
    people: await deskPeopleNow(ctx, lang, f),
    bulk,
    run,
    views: await viewsFor(ctx, address, typed),
    said: saidIn(url, saidWords),
  }
}

function withRun(url: URL, run: string): string {
  const query = new URLSearchParams(url.search)
  for (const word of saidWords) query.delete(word)
  query.set('run', run)
  return `${url.pathname}?${query}#said`
}

/** The one in the address, while it is known; else one that was cut short. */
async function runOf(ctx: EnteredBy['ctx'], id: string | null): Promise<BulkRun | null> {
  if (id === null) return unfinishedRun(ctx)
  try {
    return await getRun(ctx, id.slice(0, 64))
  } catch (error) {
    if (isDomainError(error)) return null
    throw error
  }
}
