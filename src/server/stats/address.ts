import type { Metric, StayMetric } from '#domain/stats/index.ts'
import type { Lang } from '#i18n/index.ts'

/** What a report's address says of where it looks. */
export const scopeNames = [
  'period',
  'from',
  'to',
  'organisation',
  'product',
  'requestType',
  'team',
  'line',
  'agent',
  'priority',
] as const

export const reportDefaults: Record<string, string> = {
  period: 'month',
  from: '',
  to: '',
  organisation: '',
  product: '',
  requestType: '',
  team: '',
  line: '',
  agent: '',
  priority: '',
  by: 'organisation',
  sort: 'opened',
  show: '10',
}

export const behindDefaults: Record<string, string> = {
  ...reportDefaults,
  metric: 'opened',
  before: '',
  age: '',
  stay: '',
}

/** Where the tickets behind a number are. */
export function behindAddress(
  lang: Lang,
  values: Record<string, string>,
  metric: Metric | StayMetric | 'time-spent',
  more: Record<string, string> = {},
): string {
  const query = new URLSearchParams({ metric })
  const all = { ...Object.fromEntries(scopeNames.map((name) => [name, values[name] ?? ''])), ...more }
  for (const [name, value] of Object.entries(all))
    if (value !== '' && value !== behindDefaults[name]) query.set(name, value)
  return `/${lang}/desk/reports/tickets?${query}`
}

/** The report that a list of tickets came from. */
export function reportAddress(lang: Lang, values: Record<string, string>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values))
    if (name in reportDefaults && value && value !== reportDefaults[name]) query.set(name, value)
  return `/${lang}/desk/reports${query.size > 0 ? `?${query}` : ''}`
}
