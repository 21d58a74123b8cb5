import type { APIRoute } from 'astro'
import { auditCsv } from '#server/customers/audit-csv.ts'
import { auditAddress } from '#server/customers/audit-page.ts'
import { enter } from '#server/http/page.ts'

export const prerender = false

export const GET: APIRoute = async (astro) => {
  const { ctx, lang } = await enter(astro, 'administrator')
  const { cursor: _, ...filter } = auditAddress(astro.url).values
  return auditCsv(ctx, lang, filter)
}
