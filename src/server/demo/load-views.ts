import { setAbsence } from '#domain/accounts/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { saveView } from '#domain/views/index.ts'

const day = 24 * 3_600_000

/** Saved views of the demo: two for the whole desk, one of Eva's own; and the supervisor's holiday, next week. */
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
  await setAbsence(supervisor, { from: eva.now + 12 * day, until: eva.now + 19 * day, deputy: 'joao' })
}
