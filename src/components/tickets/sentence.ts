import type { Level, Status, TimelineEntry } from '#domain/tickets/index.ts'
import { type Lang, texts } from '#i18n/index.ts'

/** What happened, in words that follow a name, from where the reader stands. */
export function sentenceOf(lang: Lang, entry: TimelineEntry, reader: 'customer' | 'desk'): string {
  const { kind, from, to, waitingFor, names, reason } = entry
  const { tickets: t, relations, aids, fields, processes, requestTypes, responses, desk, teams } = texts(lang)
  if (kind in aids.events) return aids.events[kind as keyof typeof aids.events](to ?? '')
  if (kind === 'type-changed') return names ? requestTypes.changed(names[lang]) : requestTypes.cleared
  if (kind === 'team-changed') return names ? teams.given(names[lang]) : teams.taken
  if (kind === 'follow-up-refused') return responses.refused
  if (kind === 'fields-changed') return fields.changed(names?.[lang] ?? '')
  if (kind in relations.events) {
    const about = kind === 'merged-in' ? from : to
    return relations.events[kind as keyof typeof relations.events](names?.[lang] ?? about ?? '')
  }
  if (kind in processes.events) {
    const said = processes.events[kind as keyof typeof processes.events](names?.[lang] ?? '')
    return reason ? `${said}: ${reason}` : said
  }
  if (kind === 'status-changed') {
    const word = names
      ? names[lang]
      : waitingFor
        ? (reader === 'desk' ? desk.waits : t.waiting)[waitingFor]
        : t.statuses[to as Status]
    return t.events['status-changed'](word ?? to)
  }
  if (kind === 'priority-changed') return t.events['priority-changed'](t.levels[to as Level] ?? to)
  if (kind === 'promise-warned') return texts(lang).lines.warned(from ?? '', to ?? '')
  return t.events[kind as keyof typeof t.events](to)
}

/** What was done with a message, beside its writing; null: nothing. */
export function deedWords(lang: Lang, entry: TimelineEntry | undefined): string | null {
  if (entry?.kind !== 'escalated' && entry?.kind !== 'handed-back') return null
  const { lines } = texts(lang)
  const reason = entry.reason && lines.reasons[entry.reason as keyof typeof lines.reasons]
  const done = lines.deeds[entry.kind](entry.to ?? '')
  const instead = entry.insteadOf ? `, ${texts(lang).absences.insteadOf(entry.insteadOf)}` : ''
  return reason ? `${done}: ${reason}` : done + instead
}
