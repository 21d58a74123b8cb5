import type { Context } from '#domain/shared/index.ts'
import {
  type Column,
  columnsFor,
  deleteView,
  getView,
  keepColumns,
  listViews,
  mayShareViews,
  moveView,
  type SavedView,
  saveView,
  type ViewFilter,
} from '#domain/views/index.ts'
import type { Form } from '../http/form.ts'
import type { ListAddress } from '../http/list-address.ts'
import { attempt, type Refused } from '../http/message-form.ts'

export type ViewForm = { name: string; shared: boolean; refused: Refused } | null

export type Views = {
  own: readonly SavedView[]
  shared: readonly SavedView[]
  /** The one that is open; null: none. */
  current: SavedView | null
  /** Whether the address narrows otherwise than the one that is open. */
  altered: boolean
  columns: readonly Column[]
  mayShare: boolean
  form: ViewForm
}

const names = [
  'view',
  'q',
  'product',
  'priority',
  'organisation',
  'queue',
  'tag',
  'requestType',
  'team',
  'field',
  'sort',
] as const

/** Where a view opens: its filter written out, and its id, by which the menu knows it. */
export function addressOf(lang: string, { id, filter }: Pick<SavedView, 'id' | 'filter'>): string {
  const query = new URLSearchParams({ ...filter, saved: id })
  return `/${lang}/desk?${query}`
}

export function filterOf(address: ListAddress): ViewFilter {
  return Object.fromEntries(names.map((name) => [name, address.get(name)]).filter(([, value]) => value))
}

export async function viewsFor(ctx: Context, address: ListAddress, form: ViewForm): Promise<Views> {
  const { own, shared } = await listViews(ctx)
  const current = [...own, ...shared].find(({ id }) => id === address.get('saved')) ?? null
  const wanted = filterOf(address)
  const altered = names.some((name) => {
    const kept =
      current?.filter[name] ?? (name === 'sort' ? 'due' : name === 'view' ? wanted.view : undefined)
    return kept !== wanted[name]
  })
  return {
    own,
    shared,
    current,
    altered: current !== null && altered,
    columns: current?.columns ?? (await columnsFor(ctx)),
    mayShare: mayShareViews(ctx.actor),
    form,
  }
}

type Result = { go: string } | { form: ViewForm; status: number }

/** What the forms of views and columns ask for. */
export async function changeViews(
  ctx: Context,
  lang: string,
  address: ListAddress,
  form: Form,
): Promise<Result> {
  const id = address.get('saved') || null
  const deed = form.get('form')
  const typed = { name: form.get('name'), shared: form.get('shared') === 'on' }
  const result = await attempt([], async () => {
    if (deed === 'columns') return keepShown(ctx, id, form)
    if (deed === 'view-up' || deed === 'view-down') {
      await moveView(ctx, { id, by: deed.slice(5) })
      return addressOf(lang, await getView(ctx, id ?? ''))
    }
    if (deed === 'view-delete') {
      await deleteView(ctx, { id })
      return `/${lang}/desk?view-deleted`
    }
    const columns = form.get('withColumns') === 'on' ? form.all('columns') : null
    const filter = filterOf(address)
    const saved = await saveView(ctx, { ...typed, id: deed === 'view-new' ? null : id, filter, columns })
    return `${addressOf(lang, { ...saved, filter })}&view-saved`
  })
  if ('refused' in result) return { form: { ...typed, refused: result.refused }, status: result.status }
  const go = result.done ?? `${address.with({ saved: id ?? '' })}`
  return { go: deed === 'columns' ? said(go, 'columns-kept') : go }
}

function said(address: string, word: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}${word}`
}

/** With the view that is open, where that has columns of its own; else for oneself. */
async function keepShown(ctx: Context, id: string | null, form: Form): Promise<string | null> {
  const columns = form.all('columns')
  const view = id === null ? null : await getView(ctx, id)
  if (view?.columns && view.mine) await saveView(ctx, { ...view, columns })
  else await keepColumns(ctx, { columns })
  return null
}
