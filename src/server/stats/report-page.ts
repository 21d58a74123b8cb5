import { type Context, type FieldProblem, isDomainError } from '#domain/shared/index.ts'
import { type Dimension, getReport, getTimeSpent, type Report, type TimeSpent } from '#domain/stats/index.ts'
import type { Lang } from '#i18n/index.ts'
import { type ListAddress, listAddress } from '../http/list-address.ts'
import { reportDefaults } from './address.ts'
import { chartNames, chartSheet } from './chart-sheets.ts'
import { type Choices, choicesOf } from './choices.ts'
import { datesName } from './dates.ts'
import { comparisonSheet, linesSheet, spentSheet } from './sheets.ts'
import { fileResponse, kindOf, type Sheet } from './spreadsheet.ts'

export type ReportPage = {
  address: ListAddress
  report: Report
  spent: TimeSpent
  choices: Choices
  /** Dates that are none: this month is shown instead. */
  refused: { code: string; fields: readonly FieldProblem[] } | null
}

/** The desk's report, or one of its tables as a file. */
export async function reportPage(
  ctx: Context,
  url: URL,
  lang: Lang,
): Promise<{ page: ReportPage } | { response: Response }> {
  const address = listAddress(url, reportDefaults)
  const kind = kindOf(url)
  const input = { ...address.values, ...(kind ? { show: 500 } : {}) }
  const asked = await attempt(ctx, input, lang)
  const { report, spent } = asked
  if (kind) {
    const { what, sheet } = tableOf(url.searchParams.get('table'), lang, report, spent)
    const file = `report-${what}-${datesName(report.period.dates)}`
    return { response: await fileResponse(kind, file, sheet, report.zone) }
  }
  return { page: { address, choices: await choicesOf(ctx.db, lang), ...asked } }
}

/** As file names spell it. */
const wordOf = (by: Dimension): string => (by === 'requestType' ? 'request-type' : by)

function tableOf(
  table: string | null,
  lang: Lang,
  report: Report,
  spent: TimeSpent,
): { what: string; sheet: Sheet } {
  const chart = chartNames.find((name) => name === table)
  if (chart) return { what: chart, sheet: chartSheet(lang, report, chart) }
  if (table === 'lines') return { what: 'lines', sheet: linesSheet(lang, report) }
  if (table === 'spent') return { what: `spent-${wordOf(spent.by)}`, sheet: spentSheet(lang, spent) }
  return { what: wordOf(report.table.by), sheet: comparisonSheet(lang, report) }
}

async function figures(
  ctx: Context,
  input: object,
  lang: Lang,
): Promise<Pick<ReportPage, 'report' | 'spent'>> {
  const [report, spent] = await Promise.all([getReport(ctx, input, lang), getTimeSpent(ctx, input)])
  return { report, spent }
}

async function attempt(
  ctx: Context,
  input: object,
  lang: Lang,
): Promise<Pick<ReportPage, 'report' | 'spent' | 'refused'>> {
  try {
    return { ...(await figures(ctx, input, lang)), refused: null }
  } catch (error) {
    if (!isDomainError(error) || error.kind !== 'invalid') throw error
    const { code, fields } = error
    return { ...(await figures(ctx, { ...input, period: 'month' }, lang)), refused: { code, fields } }
  }
}
