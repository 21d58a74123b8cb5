import type { Variable } from '#domain/answers/index.ts'
import type { Context, FieldProblem } from '#domain/shared/index.ts'
import {
  type AttachmentView,
  assignTicket,
  changePriority,
  changeStatus,
  claimTicket,
  escalateTicket,
  handBackTicket,
  pendingUploads,
  replyToTicket,
} from '#domain/tickets/index.ts'
import { texts } from '#i18n/index.ts'
import { applyMacro } from '../answers/macro.ts'
import { filledFor } from '../answers/templates-for.ts'
import type { Form } from '../http/form.ts'
import { attempt, readMessageForm } from '../http/message-form.ts'
import { keptForm } from '../http/parked-form.ts'
import type { Runtime } from '../runtime.ts'
import { renderMessage } from '../site/render-message.ts'

export type DeskSaid = 'replied' | 'noted' | 'changed' | 'claimed' | 'escalated' | 'handed-back'

export type DeskTicketForm = {
  done: DeskSaid | null
  status: number | null
  /** What was typed, by field. */
  values: (name: string) => string
  /** Which of the page's forms was refused. */
  deed: string
  refused: { code: string; fields: readonly FieldProblem[] } | null
  uploads: AttachmentView[]
  preview: string | null
  returned: boolean
  /** A template was just put in; `missing`: what the ticket says nothing for. */
  inserted: boolean
  missing: readonly Variable[]
}

type Deed = (ctx: Context, reference: string, form: Form) => Promise<void>

const none = (): string => ''
const nothing = {
  done: null,
  status: null,
  deed: '',
  refused: null,
  uploads: [],
  preview: null,
  returned: false,
  inserted: false,
  missing: [],
}

/** Each of the page's forms but the composer, and the verb it runs. */
const deeds: Record<string, Deed> = {
  claim: (ctx, reference) => claimTicket(ctx, { reference }),
  assign: (ctx, reference, form) => assignTicket(ctx, { reference, assignee: form.get('assignee') }),
  escalate: (ctx, reference, form) => {
    const input = {
      reference,
      line: form.get('line'),
      why: form.get('why'),
      summary: form.get('summary'),
      tried: form.get('tried'),
      assignee: form.get('assignee'),
    }
    const { tried } = texts(ctx.actor.kind === 'person' ? ctx.actor.lang : 'pt').lines
    return escalateTicket(ctx, input, { render: renderMessage, words: { tried } })
  },
  'hand-back': (ctx, reference, form) =>
    handBackTicket(
      ctx,
      { reference, answer: form.get('answer'), line: form.get('line') },
      { render: renderMessage },
    ),
  priority: (ctx, reference, form) =>
    changePriority(ctx, {
      reference,
      impact: form.get('impact'),
      urgency: form.get('urgency'),
      reason: form.get('reason'),
    }),
  status: (ctx, reference, form) =>
    changeStatus(ctx, { reference, status: form.get('status'), ...waiting(form) }),
}

const saidOf: Record<string, DeskSaid> = {
  claim: 'claimed',
  escalate: 'escalated',
  'hand-back': 'handed-back',
}

function waiting(form: Form): { waitingFor?: string; plannedVersion?: string } {
  if (form.get('status') !== 'waiting') return {}
  const waitingFor = form.get('waitingFor')
  return waitingFor === 'planned-version'
    ? { waitingFor, plannedVersion: form.get('plannedVersion') }
    : { waitingFor }
}

export async function deskTicketForm(
  runtime: Runtime,
  ctx: Context,
  { request, url }: { request: Request; url: URL },
  reference: string,
): Promise<DeskTicketForm> {
  if (request.method !== 'POST') return returnedForm(runtime, ctx, url)
  const { form, uploads, problems } = await readMessageForm(runtime, ctx, request)
  const values = (name: string): string => form.get(name)
  const deed = values('deed')
  if (deed === 'preview') return { ...nothing, values, uploads, preview: renderMessage(values('body')) }
  if (deed === 'template') return withTemplate(runtime, ctx, reference, values, uploads)
  const change = deeds[deed]
  const internal = values('internal') === 'on'
  const result = await attempt(problems, () =>
    change ? change(ctx, reference, form) : answer(ctx, reference, form, uploads, internal),
  )
  if ('refused' in result) {
    return { ...nothing, values, deed, uploads, refused: result.refused, status: result.status }
  }
  const done = change ? (saidOf[deed] ?? 'changed') : internal ? 'noted' : 'replied'
  return { ...nothing, values: none, done }
}

/** What was typed, with the chosen template after it. */
async function withTemplate(
  runtime: Runtime,
  ctx: Context,
  reference: string,
  typed: (name: string) => string,
  uploads: AttachmentView[],
): Promise<DeskTicketForm> {
  const id = typed('template')
  if (id === '') return { ...nothing, values: typed, uploads, inserted: true }
  const { body, internal, status, waitingFor, missing } = await filledFor(runtime, ctx, reference, id)
  const before = typed('body').trimEnd()
  const filled: Record<string, string> = {
    body: before ? `${before}\n\n${body}` : body,
    internal: internal ? 'on' : typed('internal'),
    status: status ?? typed('status'),
    waitingFor: waitingFor ?? typed('waitingFor'),
    macro: id,
  }
  return { ...nothing, values: (name) => filled[name] ?? typed(name), uploads, inserted: true, missing }
}

async function answer(
  ctx: Context,
  reference: string,
  form: Form,
  uploads: readonly AttachmentView[],
  internal: boolean,
): Promise<void> {
  const input = {
    reference,
    body: form.get('body'),
    internal,
    status: form.get('status'),
    uploads: uploads.map(({ id }) => id),
    ...waiting(form),
  }
  if (form.get('body').trim()) await applyMacro(ctx, reference, form)
  await replyToTicket(ctx, input, { render: renderMessage })
}

async function returnedForm(runtime: Runtime, ctx: Context, url: URL): Promise<DeskTicketForm> {
  const kept = await keptForm(runtime, url)
  if (!kept) return { ...nothing, values: none }
  const ids = (kept.uploads ?? '').split('\n').filter(Boolean)
  const uploads = ids.length > 0 ? await pendingUploads(ctx, ids) : []
  return { ...nothing, values: (name) => kept[name] ?? '', uploads, returned: true }
}
