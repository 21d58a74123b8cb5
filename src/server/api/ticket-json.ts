import type { Context } from '#domain/shared/index.ts'
import {
  type DeskTicketView,
  getDeskTicket,
  getTicket,
  mayUseDesk,
  type TicketListItem,
  type TicketView,
} from '#domain/tickets/index.ts'

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

type AnyTicket = TicketView | DeskTicketView

function deadline({ dueAt, remainingMinutes, state }: AnyTicket['deadlines']['update']): object {
  return { dueAt: iso(dueAt), remainingMinutes, state }
}

function message(view: AnyTicket['messages'][number], origin: string): object {
  const { id, author, authorKind, channel, body, html, createdAt, from, attachments } = view
  return {
    id,
    author,
    authorKind,
    channel,
    audience: 'audience' in view ? view.audience : 'customer',
    body,
    html,
    createdAt: iso(createdAt),
    from,
    attachments: attachments.map((file) => ({ ...file, url: `${origin}/api/v1/attachments/${file.id}` })),
  }
}

/** A ticket as the API answers it: times in ISO 8601, bodies in Markdown and as sanitised HTML. */
export function ticketJson(ticket: AnyTicket, origin: string): object {
  const { firstResponse, update, resolution } = ticket.deadlines
  return {
    reference: ticket.reference,
    subject: ticket.subject,
    status: ticket.status,
    waitingFor: ticket.waitingFor,
    line: ticket.line,
    priority: ticket.priority,
    urgency: ticket.urgency,
    product: ticket.product?.id ?? null,
    version: ticket.version,
    requestType: ticket.requestType?.id ?? null,
    createdAt: iso(ticket.createdAt),
    updatedAt: iso(ticket.updatedAt),
    resolvedAt: iso(ticket.resolvedAt),
    closedAt: iso(ticket.closedAt),
    requester: ticket.requester,
    organisation: ticket.organisation,
    assignee: ticket.assignee,
    label: ticket.label,
    tags: 'tags' in ticket ? ticket.tags : [],
    copies: ticket.copies,
    queue: 'queue' in ticket ? ticket.queue.id : null,
    mergedInto: ticket.mergedInto,
    parts: ticket.parts,
    links: ticket.links.map(({ role, reference, subject, status }) => ({ role, reference, subject, status })),
    fields: ticket.fields,
    deadlines: {
      firstResponse: deadline(firstResponse),
      update: deadline(update),
      resolution: deadline(resolution),
    },
    messages: ticket.messages.map((each) => message(each, origin)),
  }
}

/** One line of the list: everything but messages, and the nearest deadline alone. */
export function ticketLineJson(item: TicketListItem): object {
  const { id: _, label: __, product, createdAt, updatedAt, dueAt, ...rest } = item
  return {
    ...rest,
    product: product?.id ?? null,
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    dueAt: iso(dueAt),
  }
}

/** The ticket as whoever asks may see it: with internal notes for the desk alone. */
export async function readTicketJson(ctx: Context, reference: string, origin: string): Promise<object> {
  const ticket = mayUseDesk(ctx.actor) ? await getDeskTicket(ctx, reference) : await getTicket(ctx, reference)
  return ticketJson(ticket, origin)
}
