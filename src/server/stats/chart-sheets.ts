import type { Report } from '#domain/stats/index.ts'
import { type Lang, texts } from '#i18n/index.ts'
import { partDates } from './dates.ts'
import type { Cell, Sheet } from './spreadsheet.ts'

export const chartNames = ['volume', 'compliance', 'backlog'] as const
export type ChartName = (typeof chartNames)[number]

/** The table of a chart: shares with their parts, stretches of time by their dates. */
export function chartSheet(lang: Lang, report: Report, chart: ChartName): Sheet {
  const { stats, sheets } = texts(lang)
  const { charts: t } = stats
  const { columns: c } = sheets
  const { parts, ages, zone } = report
  const when = (cells: (part: Report['parts'][number]) => Cell[]): Cell[][] =>
    parts.map((part) => {
      const { from, to } = partDates(part, zone)
      return [from, to, ...cells(part)]
    })
  const dates = [texts(lang).stats.from, texts(lang).stats.to]
  if (chart === 'volume')
    return {
      name: t.volume,
      head: [...dates, t.opened, t.resolved],
      rows: when(({ opened, resolved }) => [opened, resolved]),
    }
  if (chart === 'compliance')
    return {
      name: t.compliance,
      head: [
        ...dates,
        ...[t.firstResponse, t.resolution].flatMap((what) => [`${what}: ${c.kept}`, `${what}: ${c.decided}`]),
      ],
      rows: when((part) => [
        part['first-response-kept'],
        part['first-response-decided'],
        part['resolution-kept'],
        part['resolution-decided'],
      ]),
    }
  return {
    name: t.backlog,
    head: [t.age, t.inTime, t.overdue],
    rows: ages.map(({ age, open, overdue }) => [t.ages[age] ?? '', open - overdue, overdue]),
  }
}
