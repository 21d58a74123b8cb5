import { deskPeople } from '#domain/accounts/index.ts'
import { actorId, type Context, type FieldProblem } from '#domain/shared/index.ts'
import { getSavedReport, removeReport, type SavedReport, saveReport } from '#domain/stats/index.ts'
import { type Form, readForm } from '../http/form.ts'
import { attempt } from '../http/message-form.ts'
import { reportDefaults } from './address.ts'

const fields = ['revision', 'name', 'shared', 'schedule', 'hour'] as const
type Field = (typeof fields)[number]

export type SavedForm = {
  /** null: a new one. */
  report: SavedReport | null
  values: Record<Field, string>
  recipients: readonly string[]
  /** What the report shows. */
  filter: Record<string, string>
  people: readonly { id: string; name: string }[]
  refused: { code: string; fields: readonly FieldProblem[] } | null
}
type Result = SavedForm & { done: 'saved' | 'removed' | null; status: number | null }

const filterNames = Object.keys(reportDefaults).filter((name) => name !== 'show')

function filterFrom(get: (name: string) => string | null): Record<string, string> {
  return Object.fromEntries(
    filterNames.flatMap((name) => (get(name) ? [[name, String(get(name)).slice(0, 64)]] : [])),
  )
}

function read(form: Form): Pick<SavedForm, 'values' | 'recipients' | 'filter'> {
  return {
    values: Object.fromEntries(fields.map((name) => [name, form.get(name)])) as Record<Field, string>,
    recipients: form.all('recipients'),
    filter: filterFrom((name) => form.get(`filter.${name}`)),
  }
}

function shown(
  report: SavedReport | null,
  url: URL,
  own: string,
): Pick<SavedForm, 'values' | 'recipients' | 'filter'> {
  if (!report) {
    return {
      values: { revision: '0', name: '', shared: '', schedule: 'none', hour: '8' },
      recipients: [own],
      filter: filterFrom((name) => url.searchParams.get(name)),
    }
  }
  const { revision, name, shared, schedule, hour } = report
  return {
    values: { revision: String(revision), name, shared: shared ? 'on' : '', schedule, hour: String(hour) },
    recipients: report.recipients.length > 0 ? report.recipients : [own],
    filter: report.filter,
  }
}

/** The form of one saved report. @param id `new`: the one that the address describes */
export async function savedForm(ctx: Context, request: Request, url: URL, id: string): Promise<Result> {
  const report = id === 'new' ? null : await getSavedReport(ctx, id)
  const people = (await deskPeople(ctx.db)).map((person) => ({ id: person.id, name: person.name }))
  const base = { report, people, refused: null, done: null, status: null }
  if (request.method !== 'POST') return { ...base, ...shown(report, url, actorId(ctx.actor) ?? '') }
  const form = await readForm(request, {})
  const removes = form.get('deed') === 'remove'
  const typed = read(form)
  const result = await attempt([], async () => {
    if (removes) await removeReport(ctx, { id })
    else {
      const { values, recipients, filter } = typed
      await saveReport(ctx, { ...values, id: report?.id, recipients, filter })
    }
  })
  if ('done' in result) return { ...base, ...typed, done: removes ? 'removed' : 'saved' }
  return { ...base, ...typed, refused: result.refused, status: result.status }
}
