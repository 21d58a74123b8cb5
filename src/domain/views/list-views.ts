import { type Context, isDesk, notAllowed, notFound, type Person } from '../shared/index.ts'
import { type Column, knownColumns, usualColumns } from './columns.ts'
import { mayChangeView } from './policy.ts'
import { findColumns, findView, type ViewRow, viewsOf } from './store.ts'
import type { SavedView } from './types.ts'

export function requirePerson(ctx: Context): Person {
  const { actor } = ctx
  if (!isDesk(actor)) throw notAllowed('desk-only')
  return actor
}

function toView(actor: Person, row: ViewRow): SavedView {
  const { id, name, shared, filter, columns } = row
  return {
    id,
    name,
    shared,
    filter,
    columns: columns && knownColumns(columns),
    mine: mayChangeView(actor, row),
  }
}

/** One's own views and the shared ones, each in their order. */
export async function listViews(ctx: Context): Promise<{ own: SavedView[]; shared: SavedView[] }> {
  const actor = requirePerson(ctx)
  const [own, shared] = await Promise.all([
    viewsOf(ctx.db, { shared: false, ownerId: actor.id }),
    viewsOf(ctx.db, { shared: true }),
  ])
  const all = (rows: ViewRow[]): SavedView[] => rows.map((row) => toView(actor, row))
  return { own: all(own), shared: all(shared) }
}

/** @throws DomainError `not-found` also for somebody else's own */
export async function getView(ctx: Context, id: string): Promise<SavedView> {
  const actor = requirePerson(ctx)
  const row = await findView(ctx.db, id)
  if (!row || !(row.shared || row.ownerId === actor.id)) throw notFound('queue-view')
  return toView(actor, row)
}

/** What somebody's queues show where no view says otherwise. */
export async function columnsFor(ctx: Context): Promise<readonly Column[]> {
  const kept = await findColumns(ctx.db, requirePerson(ctx).id)
  return kept ? knownColumns(kept) : usualColumns
}
