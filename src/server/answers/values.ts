import type { Values } from '#domain/answers/index.ts'
import type { DeskTicketView } from '#domain/tickets/index.ts'
import { formats } from '#i18n/index.ts'

type Teller = {
  /** Who writes; null: nobody does. */
  agent: string | null
  lang: 'pt' | 'en'
  zone: string
  now: number
  /** When support opens; null: it is open. */
  opens: number | null
}

/** What a ticket says for the variables of a text. */
export function valuesOf(ticket: DeskTicketView, { agent, lang, zone, now, opens }: Teller): Values {
  const { requester, deadlines, organisation, product, version, fix } = ticket
  const f = formats(lang, zone, now)
  const near = (at: number | null): string | null => (at === null ? null : f.near(at))
  return {
    'customer.name': requester.name,
    'customer.firstName': requester.name.split(' ')[0] ?? requester.name,
    'organisation.name': organisation.name,
    'ticket.reference': ticket.reference,
    'ticket.subject': ticket.subject,
    'product.name': product?.name ?? null,
    'product.version': version,
    'planned.version': fix?.version ?? null,
    'due.firstResponse': near(deadlines.firstResponse.dueAt),
    'due.resolution': near(deadlines.resolution.dueAt),
    'support.opens': near(opens),
    'agent.name': agent,
  }
}
