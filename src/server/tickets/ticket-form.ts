import type { Context, FieldProblem } from '#domain/shared/index.ts'
import {
  type AttachmentView,
  closeTicket,
  pendingUploads,
  rateTicket,
  reopenTicket,
  replyToTicket,
} from '#domain/tickets/index.ts'
import { attempt, readMessageForm } from '../http/message-form.ts'
import { keptForm } from '../http/parked-form.ts'
import type { Runtime } from '../runtime.ts'
import { renderMessage } from '../site/render-message.ts'

export type TicketForm = {
  /** What was done; the browser is sent on. */
  done: 'replied' | 'closed' | 'reopened' | 'rated' | null
  status: number | null
  body: string
  refused: { code: string; fields: readonly FieldProblem[] } | null
  uploads: AttachmentView[]
  preview: string | null
  returned: boolean
}

const nothing: TicketForm = {
  done: null,
  status: null,
  body: '',
  refused: null,
  uploads: [],
  preview: null,
  returned: false,
}

const words = { reply: 'replied', close: 'closed', reopen: 'reopened' } as const

/** The form on a ticket's page: reply, close, reopen; a message typed while closing is sent first. */
export async function ticketForm(
  runtime: Runtime,
  ctx: Context,
  { request, url }: { request: Request; url: URL },
  reference: string,
): Promise<TicketForm> {
  if (request.method !== 'POST') return returnedForm(runtime, ctx, url)
  const { form, uploads, problems } = await readMessageForm(runtime, ctx, request)
  const body = form.get('body')
  const deed = form.get('deed')
  if (deed === 'preview') return { ...nothing, body, uploads, preview: renderMessage(body) }
  if (deed === 'rate') {
    const values = { reference, score: form.get('score'), comment: form.get('comment') }
    const rated = await attempt([], () => rateTicket(ctx, values))
    if ('done' in rated) return { ...nothing, done: 'rated' }
    return { ...nothing, refused: rated.refused, status: rated.status }
  }
  const chosen = deed === 'close' || deed === 'reopen' ? deed : 'reply'
  const result = await attempt(problems, async () => {
    if (chosen === 'reply' || body.trim() || uploads.length > 0) {
      const input = { reference, body, uploads: uploads.map(({ id }) => id) }
      await replyToTicket(ctx, input, { render: renderMessage })
    }
    if (chosen === 'close') await closeTicket(ctx, { reference })
    // A message has reopened it already.
    if (chosen === 'reopen' && !body.trim() && uploads.length === 0) await reopenTicket(ctx, { reference })
  })
  if ('done' in result) return { ...nothing, done: words[chosen] }
  return { ...nothing, body, uploads, refused: result.refused, status: result.status }
}

async function returnedForm(runtime: Runtime, ctx: Context, url: URL): Promise<TicketForm> {
  const kept = await keptForm(runtime, url)
  if (!kept) return nothing
  const ids = (kept.uploads ?? '').split('\n').filter(Boolean)
  const uploads = ids.length > 0 ? await pendingUploads(ctx, ids) : []
  return { ...nothing, body: kept.body ?? '', uploads, returned: true }
}
