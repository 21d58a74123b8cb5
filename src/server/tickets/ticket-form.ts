import type { Context, FieldProblem } from '#domain/shared/index.ts'
import {
  type AttachmentView,
  addToCopy,
  asOne,
  closeTicket,
  getTicket,
  pendingUploads,
  rateTicket,
  removeFromCopy,
  reopenTicket,
  replyToTicket,
} from '#domain/tickets/index.ts'
import type { Lang } from '#i18n/index.ts'
import { attempt, type Refused, readMessageForm } from '../http/message-form.ts'
import { keptForm, parkFields } from '../http/parked-form.ts'
import { fillStep } from '../processes/deeds.ts'
import type { Runtime } from '../runtime.ts'
import { renderMessage } from '../site/render-message.ts'

export type TicketForm = {
  /** Where the browser is sent on to, what was asked being done. */
  to: string | null
  status: number | null
  body: string
  refused: { code: string; fields: readonly FieldProblem[] } | null
  uploads: AttachmentView[]
  preview: string | null
  returned: boolean
  copying: { refused: Refused | null; typed: string }
  /** The form of a process's step: what was wrong with it, and what was typed. */
  stepping: { refused: Refused | null; values: (name: string) => string }
}

const nothing: TicketForm = {
  to: null,
  status: null,
  body: '',
  refused: null,
  uploads: [],
  preview: null,
  returned: false,
  copying: { refused: null, typed: '' },
  stepping: { refused: null, values: () => '' },
}

const words = { reply: 'replied', close: 'closed', reopen: 'reopened' } as const

/** What a page may say was done, by the address. */
export const ticketSaids = [
  'sent',
  'replied',
  'closed',
  'reopened',
  'rated',
  'follow-up',
  'sent-on',
  'copied',
  'uncopied',
  'process-moved',
] as const
export type TicketSaid = (typeof ticketSaids)[number]

/**
 * The form on a ticket's page: reply, close, reopen; a message typed while closing is sent first. Where a closed ticket takes
 * no messages, what was typed is carried to the form of a new one.
 */
export async function ticketForm(
  runtime: Runtime,
  ctx: Context,
  { request, url }: { request: Request; url: URL },
  reference: string,
  lang: Lang,
): Promise<TicketForm> {
  if (request.method !== 'POST') return returnedForm(runtime, ctx, url)
  const { form, uploads, problems } = await readMessageForm(runtime, ctx, request)
  const body = form.get('body')
  const deed = form.get('deed')
  if (deed === 'preview') return { ...nothing, body, uploads, preview: renderMessage(body) }
  const said = (at: string, what: TicketSaid): string => `/${lang}/tickets/${at}?${what}#said`
  if (deed === 'carry') return { ...nothing, to: await carried(runtime, ctx, lang, reference, body, uploads) }
  if (deed === 'copy-in' || deed === 'copy-out') {
    const typed = form.get('email')
    const result = await attempt([], () =>
      deed === 'copy-in'
        ? addToCopy(ctx, { reference, email: typed })
        : removeFromCopy(ctx, { reference, person: form.get('person') }),
    )
    if ('refused' in result)
      return { ...nothing, copying: { refused: result.refused, typed }, status: result.status }
    const left = ctx.actor.kind === 'person' && form.get('person') === ctx.actor.id
    if (left) return { ...nothing, to: `/${lang}/tickets` }
    return { ...nothing, to: said(reference, deed === 'copy-in' ? 'copied' : 'uncopied') }
  }
  if (deed === 'process-step') {
    const filled = await attempt([], () => fillStep(ctx, reference, form))
    if ('done' in filled) return { ...nothing, to: said(reference, 'process-moved') }
    const values = (name: string): string => form.get(name)
    return { ...nothing, stepping: { refused: filled.refused, values }, status: filled.status }
  }
  if (deed === 'rate') {
    const values = { reference, score: form.get('score'), comment: form.get('comment') }
    const rated = await attempt([], () => rateTicket(ctx, values))
    if ('done' in rated) return { ...nothing, to: said(reference, 'rated') }
    return { ...nothing, refused: rated.refused, status: rated.status }
  }
  const chosen = deed === 'close' || deed === 'reopen' ? deed : 'reply'
  const messaging = chosen === 'reply' || body.trim() !== '' || uploads.length > 0
  const deeds = async (ctx: Context): Promise<string> => {
    if (messaging) {
      const input = { reference, body, uploads: uploads.map(({ id }) => id) }
      const replied = await replyToTicket(ctx, input, { render: renderMessage })
      if (replied.followsUp) return said(replied.reference, 'follow-up')
      // It was merged meanwhile, and the message is where the conversation goes on.
      if (replied.reference !== reference.toUpperCase()) return said(replied.reference, 'replied')
    }
    if (chosen === 'close') await closeTicket(ctx, { reference })
    // A message has reopened it already.
    if (chosen === 'reopen' && !messaging) await reopenTicket(ctx, { reference })
    return said(reference, words[chosen])
  }
  const both = chosen === 'close' && messaging
  const result = await attempt(problems, () => (both ? asOne(ctx, reference, deeds) : deeds(ctx)))
  if ('done' in result) return { ...nothing, to: result.done }
  return { ...nothing, body, uploads, refused: result.refused, status: result.status }
}

/** The form of a new ticket with what was typed here and what this one says already. */
async function carried(
  runtime: Runtime,
  ctx: Context,
  lang: Lang,
  reference: string,
  body: string,
  uploads: readonly AttachmentView[],
): Promise<string> {
  const { subject, product, version, urgency, organisation, fields } = await getTicket(ctx, reference)
  return parkFields(runtime, `/${lang}/tickets/new`, {
    begunFor: reference,
    subject,
    body,
    product: product?.id ?? '',
    version: version ?? '',
    urgency,
    organisation: organisation.id,
    ...Object.fromEntries(Object.entries(fields).map(([key, value]) => [`fields.${key}`, value])),
    uploads: uploads.map(({ id }) => id).join('\n'),
  })
}

async function returnedForm(runtime: Runtime, ctx: Context, url: URL): Promise<TicketForm> {
  const kept = await keptForm(runtime, url)
  if (!kept) return nothing
  const ids = (kept.uploads ?? '').split('\n').filter(Boolean)
  const uploads = ids.length > 0 ? await pendingUploads(ctx, ids) : []
  return { ...nothing, body: kept.body ?? '', uploads, returned: true }
}
