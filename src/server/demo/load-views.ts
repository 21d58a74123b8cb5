import type { Context } from '#domain/shared/index.ts'
import { saveView } from '#domain/views/index.ts'

/** Saved views of the demo: two for the whole desk, one of Eva's own. */
export async function loadViews(supervisor: Context, eva: Context): Promise<void> {
  await saveView(supervisor, {
    name: 'Hospital de São Brás',
    shared: true,
    filter: { view: 'all-open', organisation: 'sao-bras', sort: 'due' },
  })
  await saveView(supervisor, {
    name: 'Críticos em curso',
    shared: true,
    filter: { view: 'all-open', priority: 'critical', sort: 'due' },
    columns: ['product', 'organisation', 'line', 'assignee', 'created', 'due'],
  })
  await saveView(eva, { name: 'Folha, 1.ª linha', filter: { view: 'line-1', product: 'folha', sort: 'due' } })
}
