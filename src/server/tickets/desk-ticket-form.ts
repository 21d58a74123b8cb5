import { leftVariables, type Variable } from '#domain/answers/index.ts'
import { draftOf, dropDraft, insteadOfDraft } from '#domain/drafts/index.ts'
import { type Context, type FieldProblem, invalid } from '#domain/shared/index.ts'
import {
  type AttachmentView,
  asOne,
  asSeen,
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
import { type ProcessSaid, processDeeds } from '../processes/deeds.ts'
import type { Runtime } from '../runtime.ts'
import { renderMessage } from '../site/render-message.ts'
import { aidDeeds } from './aid-deeds.ts'
import { type DeedDone, type RelationSaid, relationDeeds } from './relation-deeds.ts'

export type DeskSaid =
  | RelationSaid
  | ProcessSaid
  | 'replied'
  | 'noted'
  | 'changed'
  | 'claimed'
  | 'escalated'
  | 'handed-back'
  | 'discarded'

/** What a page may say was done, by the address. */
export const deskSaids: readonly (DeskSaid | 'sent')[] = [
  'replied',
  'noted',
  'changed',
  'claimed',
  'escalated',
  'handed-back',
  'sent',
  'discarded',
  'queued',
  'typed',
  'teamed',
  'linked',
  'unlinked',
  'merged',
  'unmerged',
  'split',
  'process-started',
  'process-moved',
  'process-cancelled',
]

export type DeskTicketForm = {
  done: DeskSaid | null
  /** The ticket to go on with, where that is another one. */
  at: string
  status: number | null
  /** What was typed, by field. */
  values: (name: string) => string
  /** Which of the page's forms was refused. */
  deed: string
  refused: { code: string; fields: readonly FieldProblem[] } | null
  uploads: AttachmentView[]
  preview: string | null
  returned: boolean
  /** A template was just put in; `missing`: what the text still lacks, for the ticket says nothing. */
  inserted: boolean
  missing: readonly Variable[]
  /** Refused because of what happened after this event, the last that the page had shown; null: not so. */
  meanwhile: number | null
  /** When what is shown was kept as a draft; null: it is none. */
  draftAt: number | null
}

/** What the page shows of its forms. */
export type ShownDeskForm = Omit<DeskTicketForm, 'done' | 'at' | 'status'>

type Deed = (ctx: Context, reference: string, form: Form) => Promise<void>

const none = (): string => ''
const nothing = {
  done: null,
  at: '',
  status: null,
  deed: '',
  refused: null,
  uploads: [],
  preview: null,
  returned: false,
  inserted: false,
  missing: [],
  meanwhile: null,
  draftAt: null,
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
    changeStatus(ctx, {
      reference,
      status: form.get('status'),
      label: form.get('label'),
      ...waiting(form),
    }),
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
  if (request.method !== 'POST') return returnedForm(runtime, ctx, url, reference)
  const { form, uploads, problems } = await readMessageForm(runtime, ctx, request)
  const values = (name: string): string => form.get(name)
  const deed = values('deed')
  if (deed === 'preview') return { ...nothing, values, uploads, preview: renderMessage(values('body')) }
  if (deed === 'template') return withTemplate(runtime, ctx, reference, values, uploads)
  if (deed === 'discard') {
    await dropDraft(ctx, reference)
    return { ...nothing, values: none, done: 'discarded' }
  }
  const bind = relationDeeds[deed] ?? processDeeds[deed]
  const aid = aidDeeds[deed]
  const { zone } = runtime.site.catalogue.settings.site
  const change: Deed | undefined = aid ? (...given) => aid(...given, zone) : deeds[deed]
  const internal = values('internal') === 'on'
  const seen = Number(values('seen'))
  const knowing = knows(ctx, reference, deed, seen)
  const result = await attempt(problems, () =>
    bind
      ? bind(ctx, reference, form)
      : change
        ? change(knowing, reference, form).then(() => ({ said: saidOf[deed] ?? ('changed' as const) }))
        : answer(insteadOfDraft(knowing, reference), reference, form, uploads, internal),
  )
  if ('refused' in result) {
    const { refused, status } = result
    const meanwhile = ['new-message', 'changed-meanwhile'].includes(refused.code) ? seen : null
    return { ...nothing, values, deed, uploads, refused, status, meanwhile }
  }
  const done: DeedDone<DeskSaid> = result.done
  return { ...nothing, values: none, done: done.said, at: done.at ?? '' }
}

/** Deeds that are decided by what the page showed. */
const decided = ['escalate', 'hand-back', 'status', 'fields']

function knows(ctx: Context, reference: string, deed: string, seen: number): Context {
  if (!Number.isSafeInteger(seen) || seen <= 0) return ctx
  if (decided.includes(deed)) return asSeen(ctx, reference, seen, 'anything')
  return deeds[deed] ? ctx : asSeen(ctx, reference, seen, 'messages')
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
  const { body, internal, status, waitingFor } = await filledFor(runtime, ctx, reference, id)
  const before = typed('body').trimEnd()
  const filled: Record<string, string> = {
    body: before ? `${before}\n\n${body}` : body,
    internal: internal ? 'on' : typed('internal'),
    status: status ?? typed('status'),
    waitingFor: waitingFor ?? typed('waitingFor'),
    macro: id,
  }
  const missing = leftVariables(filled.body ?? '')
  return { ...nothing, values: (name) => filled[name] ?? typed(name), uploads, inserted: true, missing }
}

async function answer(
  ctx: Context,
  reference: string,
  form: Form,
  uploads: readonly AttachmentView[],
  internal: boolean,
): Promise<DeedDone<DeskSaid>> {
  const [left] = internal ? [] : leftVariables(form.get('body'))
  if (left) throw invalid([{ field: 'body', code: 'variable-left', params: { name: left } }])
  const input = {
    reference,
    body: form.get('body'),
    internal,
    status: form.get('status'),
    uploads: uploads.map(({ id }) => id),
    minutes: form.get('minutes'),
    label: form.get('label'),
    ...waiting(form),
  }
  const { reference: at } = await asOne(ctx, reference, async (deed) => {
    if (form.get('body').trim()) await applyMacro(deed, reference, form)
    return replyToTicket(deed, input, { render: renderMessage })
  })
  return { said: internal ? 'noted' : 'replied', at }
}

async function returnedForm(
  runtime: Runtime,
  ctx: Context,
  url: URL,
  reference: string,
): Promise<DeskTicketForm> {
  const kept = await keptForm(runtime, url)
  const draft = kept ? null : await draftOf(ctx, reference)
  if (draft) return { ...nothing, values: (name) => draft.fields[name] ?? '', draftAt: draft.updatedAt }
  if (!kept) return { ...nothing, values: none }
  const ids = (kept.uploads ?? '').split('\n').filter(Boolean)
  const uploads = ids.length > 0 ? await pendingUploads(ctx, ids) : []
  return { ...nothing, values: (name) => kept[name] ?? '', uploads, returned: true }
}
