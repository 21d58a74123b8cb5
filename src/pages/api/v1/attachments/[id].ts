import { api, otherMethods } from '#server/http/api.ts'
import { attachmentResponse } from '#server/tickets/attachment-response.ts'

export const prerender = false

export const GET = api('tickets:read', ({ ctx, astro, runtime }) =>
  attachmentResponse(ctx, runtime.files, astro.params.id ?? ''),
)

export const ALL = otherMethods({ GET })
