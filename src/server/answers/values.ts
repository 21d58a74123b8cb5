import type { Values } from '#domain/answers/index.ts'
import type { Person } from '#domain/shared/index.ts'
import type { DeskTicketView } from '#domain/tickets/index.ts'
import { formats } from '#i18n/index.ts'

/** What a ticket says for the variables of a template, in the language of whoever asked. */
export function valuesOf(ticket: DeskTicketView, agent: Person, zone: string, now: number): Values {
  const { requester, deadlines, organisation, product, version, fix } = ticket
  const f = formats(requester.lang, zone, now)
  const { dueAt } = deadlines.resolution
  return {
    'customer.name': requester.name,
    'customer.firstName': requester.name.split(' ')[0] ?? requester.name,
    'organisation.name': organisation.name,
    'ticket.reference': ticket.reference,
    'ticket.subject': ticket.subject,
    'product.name': product?.name ?? null,
    'product.version': version,
    'planned.version': fix?.version ?? null,
    'due.resolution': dueAt === null ? null : f.near(dueAt),
    'agent.name': agent.name,
  }
}
