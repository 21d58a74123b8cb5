import type { Lang } from '../knowledge/index.ts'
import { type Context, notAllowed } from '../shared/index.ts'
import { type DeskTicketView, getDeskTicket, mayUseDesk } from '../tickets/index.ts'
import { clean, type Removed } from './clean.ts'
import type { RemovedKind } from './personal-data.ts'
import { requireWriter } from './policy.ts'

export type TicketDraft = {
  ticketId: number
  reference: string
  lang: Lang
  product: string | null
  title: string
  body: string
  removed: Removed[]
}

/** What the draft is made with: headings and replacements in the language of the ticket. */
export type TicketWords = (lang: Lang) => {
  solution: string
  replacements: Readonly<Record<RemovedKind, string>>
}

/**
 * An article's first words from a ticket: what was asked and what was answered, without internal notes and without
 * what tells of a person. Nothing is kept: its reader looks at what was taken out first.
 */
export async function draftFromTicket(
  ctx: Context,
  reference: string,
  words: TicketWords,
): Promise<TicketDraft> {
  requireWriter(ctx)
  if (!mayUseDesk(ctx.actor)) throw notAllowed('desk-only')
  const ticket = await getDeskTicket(ctx, reference)
  const { lang } = ticket.requester
  const { solution, replacements } = words(lang)
  const known = { people: namesIn(ticket), organisations: [ticket.organisation.name] }
  const title = clean(ticket.subject, known, replacements)
  const body = clean(conversation(ticket, solution), known, replacements)
  return {
    ticketId: ticket.id,
    reference: ticket.reference,
    lang,
    product: ticket.product?.id ?? null,
    title: title.text,
    body: body.text,
    removed: together([...title.removed, ...body.removed]),
  }
}

function namesIn({ requester, assignee, owner, messages }: DeskTicketView): string[] {
  const people = [requester, assignee, owner, ...messages.map(({ author }) => author)]
  return [...new Set(people.flatMap((person) => (person?.name ? [person.name] : [])))]
}

function conversation({ messages }: DeskTicketView, solution: string): string {
  const open = messages.filter(
    ({ audience, authorKind }) => audience === 'customer' && authorKind !== 'system',
  )
  const said = (kind: 'customer' | 'agent'): string =>
    open
      .filter(({ authorKind }) => authorKind === kind)
      .map(({ body }) => body.trim())
      .join('\n\n')
  const answered = said('agent')
  return [said('customer'), ...(answered ? [`## ${solution}`, answered] : [])].join('\n\n')
}

function together(removed: readonly Removed[]): Removed[] {
  const all = new Map<string, Removed>()
  for (const each of removed) {
    const key = `${each.kind} ${each.original}`
    all.set(key, { ...each, count: each.count + (all.get(key)?.count ?? 0) })
  }
  return [...all.values()]
}
