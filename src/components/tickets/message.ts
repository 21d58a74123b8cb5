import { unescapeHTML } from 'astro/runtime/server/index.js'
import { Activity, Lock, Paperclip } from 'lucide'
import type { AttachmentView, MessageView, TimelineEntry } from '#domain/tickets/index.ts'
import { type Formats, type Lang, texts } from '#i18n/index.ts'
import { type Html, html } from '#ui/html.ts'
import { icon } from '#ui/icon.ts'
import { moment } from '#ui/moment.ts'
import { sentenceOf } from './sentence.ts'

export type Said = MessageView & {
  audience?: 'customer' | 'internal'
  /** Time spent on it, for the desk. */
  minutes?: number | null
  /** Name of the desk's rule that wrote it. */
  rule?: string | null
}

function initialsOf(name: string): string {
  const letters = name.split(' ').map((part) => part[0] ?? '')
  return (letters[0] ?? '') + (letters.length > 1 ? letters.at(-1) : '')
}

/**
 * A message of the conversation; a note for the desk alone is marked, and what was written to another ticket.
 * @param deed what was done with it
 * @param more what may be done with it
 */
export function messageItem(
  lang: Lang,
  f: Formats,
  message: Said,
  deed: string | null = null,
  more: Html | null = null,
): Html {
  const t = texts(lang).tickets
  const system = message.rule ? texts(lang).rules.rule(message.rule) : t.system
  const name = message.author?.name ?? system
  const internal = message.audience === 'internal'
  const role = internal
    ? html`<span class="state">${icon(Lock, 13)} ${deed ?? t.internal}</span>`
    : html`<span>${t.authors[message.authorKind]}</span>`
  const from =
    message.from && html`<span class="message-from">${texts(lang).relations.from(message.from)}</span> `
  const spent =
    message.minutes &&
    html`<span class="message-from">${texts(lang).aids.spentMinutes(message.minutes)}</span> `
  return html`<li><article class="message message-${message.authorKind}${internal && ' message-internal'}" id="message-${message.id}">
<header><span class="avatar" aria-hidden="true">${initialsOf(name)}</span> <strong>${name}</strong> ${role} ${from}${spent}${moment(f, message.createdAt, 'near')}${more}</header>
<div class="message-text">${unescapeHTML(message.html)}</div>
${attachmentList(lang, f, message.attachments)}</article></li>
`
}

/** Of more than `mostAttachments`, the first are shown and the rest when they are asked for. */
const mostAttachments = 12
const firstAttachments = 8

function attachmentList(lang: Lang, f: Formats, attachments: readonly AttachmentView[]): Html | null {
  if (attachments.length === 0) return null
  const items = attachments.map(
    ({ id, name, size }) =>
      html`<li><a class="attachment" href="/${lang}/attachments/${id}">${icon(Paperclip, 15)}<span>${name}</span> <small>${f.size(size)}</small></a></li>`,
  )
  if (items.length <= mostAttachments) return html`<ul class="attachments">${items}</ul>`
  const { moreAttachments } = texts(lang).tickets
  const more = items.slice(firstAttachments)
  return html`<ul class="attachments">${items.slice(0, firstAttachments)}</ul>
<details class="attachments-more"><summary>${moreAttachments(more.length)}</summary><ul class="attachments">${more}</ul></details>`
}

/** What happened between messages, in a line. */
export function happenedItem(
  lang: Lang,
  f: Formats,
  entry: TimelineEntry,
  reader: 'customer' | 'desk',
): Html {
  const { tickets, rules } = texts(lang)
  const name = entry.actor?.name ?? (entry.rule === null ? tickets.system : rules.rule(entry.rule))
  const reason = entry.reason && html`<em>: ${entry.reason}</em>`
  const instead = entry.insteadOf && html`<em>, ${texts(lang).absences.insteadOf(entry.insteadOf)}</em>`
  return html`<li class="happened">${icon(Activity, 15)}<span><strong>${name}</strong> ${sentenceOf(lang, entry, reader)}${instead}${reason}</span> ${moment(f, entry.at, 'near')}</li>
`
}

/** Warnings one after the other, in one line that opens. @param at of the last */
export function warningsItem(lang: Lang, f: Formats, warnings: readonly Html[], at: number): Html {
  const { tickets, lines } = texts(lang)
  return html`<li><details class="happened-more"><summary class="happened">${icon(Activity, 15)}<span><strong>${tickets.system}</strong> ${lines.warnings(warnings.length)}</span> ${moment(f, at, 'near')}</summary><ol>${warnings}</ol></details></li>
`
}
