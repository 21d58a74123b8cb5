import { allProducts, deskPeople } from '#domain/accounts/index.ts'
import { type Context, type FieldProblem, isDomainError } from '#domain/shared/index.ts'
import { getReport, organisationChoices, type Report } from '#domain/stats/index.ts'
import type { Lang } from '#i18n/index.ts'
import { type ListAddress, listAddress } from '../http/list-address.ts'
import { reportDefaults } from './address.ts'
import { datesName } from './dates.ts'
import { comparisonSheet, linesSheet } from './sheets.ts'
import { fileResponse, kindOf } from './spreadsheet.ts'

type Named = { id: string; name: string }
/** What a report can be narrowed to. */
export type Choices = {
  organisations: readonly Named[]
  products: readonly Named[]
  agents: readonly Named[]
}

export type ReportPage = {
  address: ListAddress
  report: Report
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
  const asked = await attempt(ctx, input)
  const { report } = asked
  if (kind) {
    const lines = url.searchParams.get('table') === 'lines'
    const sheet = lines ? linesSheet(lang, report) : comparisonSheet(lang, report)
    const what = lines ? 'lines' : report.table.by
    const file = `report-${what}-${datesName(report.period.dates)}`
    return { response: await fileResponse(kind, file, sheet, report.zone) }
  }
  const [organisations, products, agents] = await Promise.all([
    organisationChoices(ctx.db),
    allProducts(ctx.db),
    deskPeople(ctx.db),
  ])
  return { page: { address, choices: { organisations, products, agents }, ...asked } }
}

async function attempt(ctx: Context, input: object): Promise<Pick<ReportPage, 'report' | 'refused'>> {
  try {
    return { report: await getReport(ctx, input), refused: null }
  } catch (error) {
    if (!isDomainError(error) || error.kind !== 'invalid') throw error
    const { code, fields } = error
    return { report: await getReport(ctx, { ...input, period: 'month' }), refused: { code, fields } }
  }
}
