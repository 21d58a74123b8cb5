import { DomainError, invalid } from '#domain/shared/index.ts'
import { getDeskTicket, getTicket, mayUseDesk } from '#domain/tickets/index.ts'
import { api, json, otherMethods } from '#server/http/api.ts'
import { readMessageForm } from '#server/http/message-form.ts'

export const prerender = false

/** Stores files for the next message on this ticket, which names them in `uploads`. */
export const POST = api('tickets:write', async ({ ctx, astro, runtime }) => {
  const reference = astro.params.reference ?? ''
  if (!/^multipart\/form-data\b/i.test(astro.request.headers.get('content-type') ?? '')) {
    throw new DomainError('invalid', 'wrong-type')
  }
  await (mayUseDesk(ctx.actor) ? getDeskTicket(ctx, reference) : getTicket(ctx, reference))
  const { uploads, problems } = await readMessageForm(runtime, ctx, astro.request)
  if (problems.length > 0) throw invalid(problems)
  if (uploads.length === 0) throw invalid([{ field: 'attachments', code: 'required' }])
  return json({ attachments: uploads }, { status: 201 })
})

export const ALL = otherMethods({ POST })
