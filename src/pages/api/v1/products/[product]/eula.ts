import { acceptEula, getEula } from '#domain/releases/index.ts'
import { eulaJson } from '#server/api/eula-json.ts'
import { api, json, otherMethods, readJson } from '#server/http/api.ts'

export const prerender = false

export const GET = api('updates:read', async ({ ctx, astro }) =>
  json(eulaJson(await getEula(ctx, astro.params.product ?? ''))),
)

export const PUT = api('eula:accept', async ({ ctx, astro }) => {
  const body = await readJson(astro.request)
  const input = { ...body, product: astro.params.product }
  return json(eulaJson(await acceptEula(ctx, input, astro.locals.clientAddress)))
})

export const ALL = otherMethods({ GET, PUT })
