import {
  AlarmClock,
  Archive,
  ChevronDown,
  ChevronsUp,
  ChevronUp,
  CircleCheck,
  CircleDot,
  Clock,
  Equal,
  Hourglass,
  Inbox,
  Merge,
  MessageCircleReply,
} from 'lucide'
import type { Level, Status, WaitingFor } from '#domain/tickets/index.ts'
import { type Formats, type Lang, texts } from '#i18n/index.ts'
import { type Html, html } from '#ui/html.ts'
import { icon } from '#ui/icon.ts'

const statusIcons = {
  new: Inbox,
  open: CircleDot,
  waiting: Hourglass,
  resolved: CircleCheck,
  closed: Archive,
  merged: Merge,
}

/** The status, with whom it waits for, and the house's own finer word for it. To the customer, what waits for the customer stands out. */
export function stateMark(
  lang: Lang,
  status: Status,
  waitingFor: WaitingFor | null,
  reader: 'customer' | 'desk' = 'customer',
  label: Record<Lang, string> | null = null,
): Html {
  const { tickets: t, desk } = texts(lang)
  const whom = status === 'waiting' ? waitingFor : null
  const you = whom === 'customer' && reader === 'customer'
  const words = reader === 'desk' ? desk.waits : t.waiting
  const word = whom ? words[whom] : t.statuses[status]
  return html`<span class="state state-${you ? 'waiting-you' : status}">${icon(you ? MessageCircleReply : statusIcons[status], 14)}${word}${label && `: ${label[lang]}`}</span>`
}

const levelIcons = { low: ChevronDown, normal: Equal, high: ChevronUp, critical: ChevronsUp }

export function priorityMark(lang: Lang, level: Level): Html {
  return html`<span class="state state-${level}">${icon(levelIcons[level], 14)}${texts(lang).tickets.levels[level]}</span>`
}

/** When the next promise is due; soon is within the hour. */
export function dueMark(lang: Lang, f: Formats, dueAt: number, now: number): Html {
  const t = texts(lang).tickets
  const late = dueAt < now
  const classes = late ? 'due due-late' : dueAt - now < 3_600_000 ? 'due due-soon' : 'due'
  const words = late ? `${t.lateWord}: ${f.near(dueAt)}` : t.due(f.near(dueAt))
  return html`<span class="${classes}">${icon(late ? AlarmClock : Clock, 14)} ${words}</span>`
}
