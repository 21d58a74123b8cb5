import { closeTicket, reopenTicket } from '#domain/tickets/index.ts'
import { api, otherMethods } from '#server/http/api.ts'

export const prerender = false

const done = (): Response => new Response(null, { status: 204 })

export const PUT = api('tickets:write', async ({ ctx, astro }) => {
  await closeTicket(ctx, { reference: astro.params.reference })
  return done()
})

export const DELETE = api('tickets:write', async ({ ctx, astro }) => {
  await reopenTicket(ctx, { reference: astro.params.reference })
  return done()
})

export const ALL = otherMethods({ PUT, DELETE })
