import { listEvents } from '#domain/events/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { type Lang, texts } from '#i18n/index.ts'
import { csvResponse } from '../http/csv.ts'

export const auditLimit = 10_000
const pageSize = 500

/** The newest events of a filter for a spreadsheet; moments in UTC, details as JSON. */
export async function auditCsv(ctx: Context, lang: Lang, filter: Record<string, string>): Promise<Response> {
  const { audit } = texts(lang)
  const rows: (string | number | null)[][] = []
  let cursor: string | null = ''
  while (cursor !== null && rows.length < auditLimit) {
    const page: Awaited<ReturnType<typeof listEvents>> = await listEvents(
      ctx,
      { ...filter, cursor },
      pageSize,
    )
    for (const { at, type, actor, ticketId, organisation, subject, data } of page.items) {
      const ticket = ticketId === null ? null : `SUP-${ticketId}`
      const moment = new Date(at).toISOString()
      rows.push([
        moment,
        type,
        actor?.id ?? null,
        actor?.name ?? null,
        ticket,
        organisation?.id ?? null,
        subject,
        JSON.stringify(data),
      ])
    }
    cursor = page.next
  }
  return csvResponse('audit', [[...audit.columns], ...rows])
}
