import type { FieldAnswer } from '#domain/tickets/index.ts'
import { type Formats, type Lang, texts } from '#i18n/index.ts'

/** What was answered, as people read it. */
export function answerWords(lang: Lang, f: Formats, { kind, value, option }: FieldAnswer): string {
  if (option) return option[lang]
  if (kind === 'yes-no' && (value === 'yes' || value === 'no')) return texts(lang).fields.yesNo[value]
  // A day is the same everywhere: noon keeps it so in each zone.
  const time = kind === 'date' ? Date.parse(`${value}T12:00:00Z`) : Number.NaN
  return Number.isNaN(time) ? value : f.day(time)
}
