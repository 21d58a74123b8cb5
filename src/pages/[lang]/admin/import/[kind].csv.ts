import type { APIRoute } from 'astro'
import { notFound } from '#domain/shared/index.ts'
import { headOf, importDefinitions, importKinds } from '#server/customers/import/kinds.ts'
import { csvResponse } from '#server/http/csv.ts'
import { enter } from '#server/http/page.ts'

export const prerender = false

export const GET: APIRoute = async (astro) => {
  const { lang } = await enter(astro, 'supervisor')
  const kind = importKinds.find((one) => one === astro.params.kind)
  if (!kind) throw notFound('template')
  return csvResponse(kind, [headOf(kind, lang), ...importDefinitions[kind].example])
}
