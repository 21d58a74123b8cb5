import { listTickets, openTicket } from '#domain/tickets/index.ts'
import { readTicketJson, ticketLineJson } from '#server/api/ticket-json.ts'
import { api, json, otherMethods, readJson } from '#server/http/api.ts'
import { renderMessage } from '#server/site/render-message.ts'
import { withinTicketLimit } from '#server/tickets/ticket-limit.ts'

export const prerender = false

export const GET = api('tickets:read', async ({ ctx, astro }) => {
  const query = Object.fromEntries(astro.url.searchParams)
  const page = await listTickets(ctx, { scope: 'organisation', ...query })
  return json({ items: page.items.map(ticketLineJson), next: page.next })
})

export const POST = api('tickets:write', async ({ ctx, astro, runtime }) => {
  const body = await readJson(astro.request)
  const key = astro.request.headers.get('idempotency-key')
  const input = { ...body, ...(key ? { idempotencyKey: key } : {}) }
  const { reference, repeated } = await withinTicketLimit(runtime, ctx, () =>
    openTicket(ctx, input, { render: renderMessage, channel: 'api' }),
  )
  const { origin } = runtime.config.publicUrl
  const headers = { Location: `/api/v1/tickets/${reference}` }
  return json(await readTicketJson(ctx, reference, origin), { status: repeated ? 200 : 201, headers })
})

export const ALL = otherMethods({ GET, POST })
