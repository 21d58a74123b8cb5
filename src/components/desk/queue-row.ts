import { ticketRow } from '#components/tickets/ticket-row.ts'
import type { QueueItem } from '#domain/tickets/index.ts'
import { type Formats, type Lang, texts } from '#i18n/index.ts'
import { html } from '#ui/html.ts'

type Row = { lang: Lang; f: Formats; now: number; ticket: QueueItem; picked: boolean }

/** One ticket of the desk's queue, with the box that picks it. */
export function queueRow({ lang, f, now, ticket, picked }: Row): ReturnType<typeof ticketRow> {
  const { desk, tickets, lines, queue } = texts(lang)
  const { line, assignee, unansweredSince, lineDueAt, reference, subject } = ticket
  return ticketRow({
    lang,
    ticket,
    href: `/${lang}/desk/tickets/${reference}`,
    now,
    f,
    people: true,
    reader: 'desk',
    before: html`<label class="pick"><input type="checkbox" name="tickets" value="${reference}" aria-label="${queue.pick(reference, subject)}" ${picked && 'checked'}></label>`,
    more: [
      [tickets.lineOf(line), assignee?.name].filter(Boolean).join(', '),
      lineDueAt !== null &&
        lineDueAt < now &&
        html`<b class="late-word">${lines.lineLate(tickets.lineOf(line))}</b>`,
      unansweredSince !== null && desk.unanswered,
    ],
  })
}
