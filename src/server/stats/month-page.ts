import { organisationsByIds } from '#domain/accounts/index.ts'
import { type Context, isDomainError, notFound } from '#domain/shared/index.ts'
import { getOrganisationReport, type OrganisationReport, reportedOrganisations } from '#domain/stats/index.ts'

export type MonthPage = {
  report: OrganisationReport
  /** The month asked for is none. */
  wrongMonth: boolean
  /** What else may be shown. */
  organisations: readonly { id: string; name: string }[]
}

/** The report of one organisation and the month that the address names. */
export async function monthPage(ctx: Context, url: URL, organisation: string): Promise<MonthPage> {
  const month = url.searchParams.get('month') ?? ''
  try {
    return {
      report: await getOrganisationReport(ctx, { organisation, month }),
      wrongMonth: false,
      organisations: [],
    }
  } catch (error) {
    if (!isDomainError(error) || error.kind !== 'invalid') throw error
    return { report: await getOrganisationReport(ctx, { organisation }), wrongMonth: true, organisations: [] }
  }
}

/** The same for managers and partners: of their own organisation first. */
export async function ownMonthPage(ctx: Context, url: URL): Promise<MonthPage> {
  const ids = reportedOrganisations(ctx.actor)
  const [first] = ids
  if (first === undefined) throw notFound('organisation')
  const organisations = await organisationsByIds(ctx.db, ids)
  const page = await monthPage(ctx, url, url.searchParams.get('organisation') || first)
  return { ...page, organisations }
}
