import type { Suggestion } from '#domain/feedback/index.ts'
import { type Context, type FieldProblem, notAllowed } from '#domain/shared/index.ts'
import {
  type AttachmentView,
  mayLodge,
  mayUseDesk,
  openTicket,
  pendingUploads,
} from '#domain/tickets/index.ts'
import type { Lang } from '#i18n/index.ts'
import { suggestionsFor } from '../feedback/suggestions-for.ts'
import { answersIn } from '../http/answers-in.ts'
import { attempt, readMessageForm } from '../http/message-form.ts'
import { keptForm } from '../http/parked-form.ts'
import type { Runtime } from '../runtime.ts'
import { renderMessage } from '../site/render-message.ts'
import { type Calling, callingOf, noCalling } from './callers.ts'
import { withinTicketLimit } from './ticket-limit.ts'

export type NewTicketForm = {
  /** Reference of the ticket that was opened. */
  opened: string | null
  /** HTTP status of a refusal; null: none. */
  status: number | null
  values: (name: string) => string
  refused: { code: string; fields: readonly FieldProblem[] } | null
  uploads: AttachmentView[]
  preview: string | null
  returned: boolean
  /** The form only asked for whom it is. */
  looked: boolean
  calling: Calling
  /** Articles for the subject, where a script did not ask for them as it was typed. */
  suggestions: Suggestion[]
}

const nothing = {
  opened: null,
  status: null,
  refused: null,
  uploads: [],
  preview: null,
  returned: false,
  looked: false,
  calling: noCalling,
  suggestions: [],
}

/** The new-ticket form in each of its states: fresh, returned to after signing in, previewed, refused, sent. */
export async function newTicketForm(
  runtime: Runtime,
  ctx: Context,
  { request, url }: { request: Request; url: URL },
  lang: Lang,
): Promise<NewTicketForm> {
  // Before anything is typed.
  if (!mayLodge(ctx.actor)) throw notAllowed('tickets-not-yours')
  if (request.method !== 'POST') return freshForm(runtime, ctx, url)
  const { form, uploads, problems } = await readMessageForm(runtime, ctx, request)
  const typed = form.get('pick') || form.get('requesterEmail')
  const calling = await callingOf(ctx, typed)
  const requesterEmail = calling.caller?.email ?? typed
  const values = (name: string): string => (name === 'requesterEmail' ? requesterEmail : form.get(name))
  const shown = async (changes: Partial<NewTicketForm>): Promise<NewTicketForm> => {
    const suggestions = await suggestionsFor(ctx, lang, values)
    return { ...nothing, values, uploads, calling, suggestions, ...changes }
  }
  if (form.get('pick') || form.get('deed') === 'who') return shown(looked(ctx, calling, typed))
  if (form.get('deed') === 'preview') return shown({ preview: renderMessage(form.get('body')) })
  const input = {
    subject: values('subject'),
    body: values('body'),
    product: values('product'),
    version: values('version'),
    requestType: values('requestType'),
    urgency: values('urgency') || undefined,
    organisation: values('organisation'),
    requesterEmail,
    fields: answersIn(form),
    uploads: uploads.map(({ id }) => id),
    idempotencyKey: values('key'),
  }
  problems.push(...callerProblems(ctx, calling, typed))
  const result = await attempt(problems, () =>
    withinTicketLimit(runtime, ctx, () => openTicket(ctx, input, { render: renderMessage })),
  )
  if ('done' in result) return { ...nothing, values, opened: result.done.reference }
  return shown({ refused: result.refused, status: result.status })
}

/** What keeps a ticket from being somebody's: they were not shown yet, several may be meant, or nobody is known so. */
function callerProblems(ctx: Context, calling: Calling, typed: string): FieldProblem[] {
  const { caller, guessed, candidates } = calling
  if (!mayUseDesk(ctx.actor) || typed.trim() === '') return []
  const field = 'requesterEmail'
  if (!caller) return [{ field, code: candidates.length > 0 ? 'choose-person' : 'unknown-caller' }]
  const { name, email, organisation } = caller
  return guessed
    ? [{ field, code: 'confirm-caller', params: { name, email, organisation: organisation.name } }]
    : []
}

/** The form once it was looked for whom it is: with them, those who may be meant, or that nobody is. */
function looked(ctx: Context, calling: Calling, typed: string): Partial<NewTicketForm> {
  const fields =
    typed.trim() === ''
      ? [{ field: 'requesterEmail', code: 'required' }]
      : callerProblems(ctx, calling, typed).filter(({ code }) => code === 'unknown-caller')
  if (fields.length === 0) return { looked: true }
  return { looked: true, status: 422, refused: { code: 'invalid-input', fields } }
}

async function freshForm(runtime: Runtime, ctx: Context, url: URL): Promise<NewTicketForm> {
  const kept = await keptForm(runtime, url)
  const ids = (kept?.uploads ?? '').split('\n').filter(Boolean)
  const uploads = ids.length > 0 ? await pendingUploads(ctx, ids) : []
  const made: Record<string, string> = { key: ctx.ids.next(), visit: ctx.ids.next() }
  // Links from articles, searches and customers may fill in what they know.
  const given = (name: string): string =>
    ['subject', 'product', 'version', 'requestType', 'requesterEmail'].includes(name)
      ? (url.searchParams.get(name)?.slice(0, 254) ?? '')
      : ''
  // Whose draft it is in the browser stays as it began: while people are looked for, and after signing in anew.
  if (mayUseDesk(ctx.actor)) made.begunFor = given('requesterEmail').trim().toLowerCase()
  const values = (name: string): string => kept?.[name] ?? made[name] ?? given(name)
  const calling = await callingOf(ctx, values('requesterEmail'))
  const shown = calling.caller?.email
  return {
    ...nothing,
    values: (name) => (name === 'requesterEmail' && shown) || values(name),
    uploads,
    calling,
    returned: kept !== null,
  }
}
