import type { Level, Status, TimelineEntry } from '#domain/tickets/index.ts'
import { type Lang, texts } from '#i18n/index.ts'

/** What happened, in words that follow a name. */
export function sentenceOf(lang: Lang, { kind, to, waitingFor }: TimelineEntry): string {
  const t = texts(lang).tickets
  if (kind === 'status-changed') {
    const word = waitingFor ? t.waiting[waitingFor] : t.statuses[to as Status]
    return t.events['status-changed'](word ?? to)
  }
  if (kind === 'priority-changed') return t.events['priority-changed'](t.levels[to as Level] ?? to)
  return t.events[kind](to)
}
