import type { TicketListItem } from '#domain/tickets/index.ts'
import type { Formats, Lang } from '#i18n/index.ts'
import { type Html, html } from '#ui/html.ts'
import { moment } from '#ui/moment.ts'
import { dueMark, priorityMark, stateMark } from './marks.ts'

type Row = {
  lang: Lang
  ticket: TicketListItem
  href: string
  now: number
  f: Formats
  /** Who asked and for which organisation: where more than one person's tickets are listed. */
  people?: boolean
  /** Further facts, in the same line. */
  more?: readonly (Html | string | false | null)[]
  reader?: 'customer' | 'desk'
  /** Facts of the ticket that the row shows; absent: the usual ones. */
  shows?: readonly string[]
  /** In front of the row, such as the box that picks it. */
  before?: Html | undefined
}

const usual: readonly string[] = ['product', 'requester', 'organisation', 'updated', 'due']

/** One ticket of a list or queue. */
export function ticketRow({
  lang,
  ticket,
  href,
  now,
  f,
  people = false,
  more = [],
  reader = 'customer',
  before,
  shows = usual,
}: Row): Html {
  const facts = [
    ticket.reference,
    shows.includes('product') && [ticket.product?.name, ticket.version].filter(Boolean).join(' '),
    people && shows.includes('requester') && ticket.requester.name,
    people && shows.includes('organisation') && ticket.organisation.name,
    shows.includes('updated') && moment(f, ticket.updatedAt),
    ...more,
  ]
  const urgent = ticket.priority === 'critical' || ticket.priority === 'high'
  return html`<li>${before}<h2><a href="${href}">${ticket.subject}</a></h2>
<p class="facts-line">${facts.filter(Boolean).map((fact) => html`<span>${fact}</span>`)}</p>
<div class="side-facts"><span class="marks">${stateMark(lang, ticket.status, ticket.waitingFor, reader, ticket.label)} ${urgent && priorityMark(lang, ticket.priority)}</span>
${ticket.dueAt !== null && shows.includes('due') && dueMark(lang, f, ticket.dueAt, now)}</div></li>
`
}
