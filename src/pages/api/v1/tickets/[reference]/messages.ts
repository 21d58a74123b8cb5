import { replyToTicket } from '#domain/tickets/index.ts'
import { readTicketJson } from '#server/api/ticket-json.ts'
import { api, json, otherMethods, readJson } from '#server/http/api.ts'
import { renderMessage } from '#server/site/render-message.ts'

export const prerender = false

export const POST = api('tickets:write', async ({ ctx, astro, runtime }) => {
  const input = { ...(await readJson(astro.request)), reference: astro.params.reference }
  const { reference } = await replyToTicket(ctx, input, { render: renderMessage, channel: 'api' })
  // It may be another ticket than the one that was written to: its follow-up, or the one that has it now.
  const headers = { Location: `/api/v1/tickets/${reference}` }
  return json(await readTicketJson(ctx, reference, runtime.config.publicUrl.origin), { status: 201, headers })
})

export const ALL = otherMethods({ POST })
