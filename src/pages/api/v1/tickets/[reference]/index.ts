import { readTicketJson } from '#server/api/ticket-json.ts'
import { api, json, otherMethods } from '#server/http/api.ts'

export const prerender = false

export const GET = api('tickets:read', async ({ ctx, astro, runtime }) =>
  json(await readTicketJson(ctx, astro.params.reference ?? '', runtime.config.publicUrl.origin)),
)

export const ALL = otherMethods({ GET })
