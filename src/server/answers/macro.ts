import { getTemplate } from '#domain/answers/index.ts'
import type { Context } from '#domain/shared/index.ts'
import {
  assignTicket,
  changePriority,
  changeQueue,
  changeRequestType,
  changeTeam,
  escalateTicket,
  getDeskTicket,
} from '#domain/tickets/index.ts'
import { texts } from '#i18n/index.ts'
import type { Form } from '../http/form.ts'
import { renderMessage } from '../site/render-message.ts'

/** What a template may do beside writing, in the order in which it is done: a new line has no assignee yet. */
export const macroParts = ['toLine', 'assignee', 'priority', 'queue', 'requestType', 'team'] as const
export type MacroPart = (typeof macroParts)[number]

/**
 * What the chosen template does to the ticket, as far as it was left ticked, before its message is sent: what is refused then
 * sends nothing, and doing it again changes nothing.
 */
export async function applyMacro(ctx: Context, reference: string, form: Pick<Form, 'get'>): Promise<void> {
  const wanted = macroParts.filter((part) => form.get(`also.${part}`) === 'on')
  if (wanted.length === 0 || form.get('macro') === '') return
  const { name, changes } = await getTemplate(ctx, form.get('macro'))
  if (!changes) return
  const { toLine, why, assignee, impact, urgency, queue, requestType, team } = changes
  const { line } = await getDeskTicket(ctx, reference)
  const lang = ctx.actor.kind === 'person' ? ctx.actor.lang : 'pt'
  if (wanted.includes('toLine') && toLine && toLine > line) {
    const summary = form.get('body')
    const { tried, triedAbove } = texts(lang).lines
    const means = { render: renderMessage, words: { tried } }
    await escalateTicket(ctx, { reference, line: toLine, why, summary, tried: triedAbove, assignee }, means)
  } else if (wanted.includes('assignee') && assignee) await assignTicket(ctx, { reference, assignee })
  if (wanted.includes('priority') && (impact || urgency))
    await changePriority(ctx, { reference, impact, urgency, reason: name })
  if (wanted.includes('queue') && queue) await changeQueue(ctx, { reference, queue })
  if (wanted.includes('requestType') && requestType) await changeRequestType(ctx, { reference, requestType })
  if (wanted.includes('team') && team) await changeTeam(ctx, { reference, team })
}
