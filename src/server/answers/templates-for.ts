import {
  type AnswerTemplate,
  type Filled,
  fillTemplate,
  getTemplate,
  listTemplates,
  type Roots,
  type RootsOf,
  suggestTemplates,
  templateRoots,
} from '#domain/answers/index.ts'
import type { Context, Person } from '#domain/shared/index.ts'
import { type DeskTicketView, getDeskTicket } from '#domain/tickets/index.ts'
import type { Runtime } from '../runtime.ts'
import { supportStatus } from '../site/support-status.ts'
import { valuesOf } from './values.ts'

// Each view of a ticket asks for them, and they seldom change: kept by identifier and revision, for each database.
const knownBy = new WeakMap<Context['db'], Map<string, Roots>>()
const mostKnown = 1000

function keptRoots(db: Context['db']): RootsOf {
  const known = knownBy.get(db) ?? new Map<string, Roots>()
  knownBy.set(db, known)
  return (template) => {
    const key = `${template.id} ${template.revision}`
    const roots = known.get(key) ?? templateRoots(template)
    if (known.size >= mostKnown) known.clear()
    known.set(key, roots)
    return roots
  }
}

/** Templates that fit a ticket, the likeliest first. */
export async function templatesFor(ctx: Context, ticket: DeskTicketView): Promise<AnswerTemplate[]> {
  const { lang } = ticket.requester
  const said = ticket.messages.filter(({ authorKind }) => authorKind === 'customer').map(({ body }) => body)
  const asked = {
    lang,
    product: ticket.product?.id ?? null,
    line: ticket.line,
    words: [ticket.subject, ...said].join('\n'),
  }
  return suggestTemplates(await listTemplates(ctx, lang), asked, keptRoots(ctx.db))
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
  const { lang } = ticket.requester
  const support = await supportStatus(ctx, runtime.site.catalogue.settings.site.calendar)
  const opens = support?.nextOpening ?? null
  const agent = (ctx.actor as Person).name
  return fillTemplate(template, valuesOf(ticket, { agent, lang, zone, now: ctx.now, opens }))
}
