import { answerWords } from '#components/tickets/answer.ts'
import { ticketRow } from '#components/tickets/ticket-row.ts'
import { answersOf, type FieldDefinition, type QueueItem } from '#domain/tickets/index.ts'
import type { Column } from '#domain/views/index.ts'
import { type Formats, type Lang, texts } from '#i18n/index.ts'
import { html } from '#ui/html.ts'

type Row = {
  lang: Lang
  f: Formats
  now: number
  ticket: QueueItem
  picked: boolean
  columns: readonly Column[]
  fields: readonly FieldDefinition[]
}

/** One ticket of the desk's queue, with the box that picks it. */
export function queueRow({
  lang,
  f,
  now,
  ticket,
  picked,
  columns,
  fields,
}: Row): ReturnType<typeof ticketRow> {
  const { desk, tickets, lines, queue, views } = texts(lang)
  const shows = (column: Column): boolean => columns.includes(column)
  const { line, assignee, unansweredSince, lineDueAt, reference, subject } = ticket
  const answers = answersOf(fields, ticket.fields).filter(({ key }) => shows(`field:${key}`))
  return ticketRow({
    lang,
    ticket,
    href: `/${lang}/desk/tickets/${reference}`,
    now,
    f,
    people: true,
    reader: 'desk',
    shows: columns,
    before: html`<label class="row-pick"><input type="checkbox" name="tickets" value="${reference}" aria-label="${queue.pick(reference, subject)}" ${picked && 'checked'}></label>`,
    more: [
      shows('requestType') && (ticket.requestType?.[lang] ?? false),
      shows('team') && (ticket.team ?? false),
      ...answers.map((answer) => `${answer.names?.[lang] ?? answer.key}: ${answerWords(lang, f, answer)}`),
      shows('created') && views.age(f.ago(ticket.createdAt)),
      [shows('line') && tickets.lineOf(line), shows('assignee') && assignee?.name].filter(Boolean).join(', '),
      shows('due') &&
        lineDueAt !== null &&
        lineDueAt < now &&
        html`<b class="late-word">${lines.lineLate(tickets.lineOf(line))}</b>`,
      unansweredSince !== null && desk.unanswered,
    ],
  })
}
