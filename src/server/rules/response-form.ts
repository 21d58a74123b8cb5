import type { Values } from '#domain/answers/index.ts'
import { archiveResponse, saveResponse } from '#domain/rules/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { formats, isLang, texts } from '#i18n/index.ts'
import { type Form, readForm } from '../http/form.ts'
import { attempt, type Refused } from '../http/message-form.ts'
import { wordsOf } from './own-words.ts'

const fields = ['revision', 'event', 'queue', 'lang', 'subject', 'body'] as const
export type ResponseField = (typeof fields)[number]

export type ResponseForm = {
  /** What was typed; null: nothing yet. */
  typed: Record<ResponseField, string> | null
  refused: Refused | null
  /** The letter as somebody might get it. */
  preview: { subject: string; html: string } | null
}
type Result = ResponseForm & { done: 'saved' | 'archived' | null; status: number | null }
const nothing: Result = { typed: null, refused: null, preview: null, done: null, status: null }

function read(form: Form): Record<ResponseField, string> {
  return Object.fromEntries(fields.map((name) => [name, form.get(name)])) as Record<ResponseField, string>
}

/** The form of one automatic response. @param id null: a new one */
export async function responseForm(ctx: Context, request: Request, id: string | null): Promise<Result> {
  if (request.method !== 'POST') return nothing
  const form = await readForm(request, {})
  const deed = form.get('deed')
  const typed = read(form)
  if (deed === 'preview') return { ...nothing, typed, preview: previewOf(typed, ctx.now) }
  const result = await attempt([], async () => {
    if (deed === 'archive') await archiveResponse(ctx, { id })
    else await saveResponse(ctx, { ...typed, id })
  })
  if ('done' in result) return { ...nothing, done: deed === 'archive' ? 'archived' : 'saved' }
  return { ...nothing, typed, refused: result.refused, status: result.status }
}

/** With a made-up ticket. */
function previewOf(
  { lang: chosen, subject, body }: Record<ResponseField, string>,
  now: number,
): ResponseForm['preview'] {
  const lang = isLang(chosen) ? chosen : 'pt'
  const { sample } = texts(lang).responses
  const f = formats(lang, 'UTC', now)
  const tomorrow = new Date(now + 86_400_000).setUTCHours(9, 0, 0, 0)
  const values: Values = {
    ...sample,
    'customer.firstName': sample['customer.name'].split(' ')[0] ?? '',
    'due.firstResponse': f.near(tomorrow + 2 * 3_600_000),
    'due.resolution': f.near(tomorrow + 5 * 86_400_000),
    'support.opens': f.near(tomorrow),
    'agent.name': null,
  }
  const words = wordsOf({ subject, body }, values)
  return words && { subject: `[${sample['ticket.reference']}] ${words.subject}`, html: words.html }
}
