import {
  type AnswerTemplate,
  type Filled,
  fillTemplate,
  getTemplate,
  listTemplates,
  suggestTemplates,
} from '#domain/answers/index.ts'
import type { Context, Person } from '#domain/shared/index.ts'
import { type DeskTicketView, getDeskTicket } from '#domain/tickets/index.ts'
import type { Runtime } from '../runtime.ts'
import { valuesOf } from './values.ts'

/** Templates that fit a ticket, the likeliest first. */
export async function templatesFor(ctx: Context, ticket: DeskTicketView): Promise<AnswerTemplate[]> {
  const { lang } = ticket.requester
  const said = ticket.messages.filter(({ authorKind }) => authorKind === 'customer').map(({ body }) => body)
  return suggestTemplates(await listTemplates(ctx, lang), {
    lang,
    product: ticket.product?.id ?? null,
    line: ticket.line,
    words: [ticket.subject, ...said].join('\n'),
  })
}

/** One template with what the ticket says. */
export async function filledFor(
  runtime: Runtime,
  ctx: Context,
  reference: string,
  id: string,
): Promise<Filled> {
  const [ticket, template] = [await getDeskTicket(ctx, reference), await getTemplate(ctx, id)]
  const { zone } = runtime.site.catalogue.settings.site
  return fillTemplate(template, valuesOf(ticket, ctx.actor as Person, zone, ctx.now))
}
