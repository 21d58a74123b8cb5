import { type Formats, type Lang, texts } from '#i18n/index.ts'

export type Detail = { name: string; words: string }

const longest = 300
/** What programs need to know. */
const technical: ReadonlySet<string> = new Set([
  'messageId',
  'audience',
  'authorKind',
  'channel',
  'reachedAt',
  'note',
])

/** What an event says beside its type, in words: `level: base → ouro`. */
export function eventDetails(lang: Lang, f: Formats, data: Record<string, unknown>): Detail[] {
  const t = texts(lang).audit
  const say = (key: string, value: unknown): string =>
    key.endsWith('At') && typeof value === 'number' ? f.moment(value) : words(value, lang)
  return Object.entries(data)
    .filter(([key]) => !technical.has(key))
    .flatMap(([key, value]): Detail[] => {
      if (key === 'changes' && value !== null && typeof value === 'object') {
        return changesIn(value).map(([field, before, after]) => {
          return { name: t.field(field), words: `${say(field, before)} → ${say(field, after)}` }
        })
      }
      return [{ name: t.field(key), words: say(key, value) }]
    })
    .slice(0, 20)
}

/** By name, as pairs; or, where names are the house's own, in a list. */
function changesIn(changes: object): [field: string, before: unknown, after: unknown][] {
  if (Array.isArray(changes))
    return changes.filter(isRecord).map(({ field, was, is }) => [String(field), was, is])
  return Object.entries(changes).map(([field, pair]) =>
    Array.isArray(pair) ? [field, pair[0], pair[1]] : [field, null, pair],
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function words(value: unknown, lang: Lang): string {
  const t = texts(lang).audit
  if (value === null || value === undefined || value === '') return t.empty
  if (typeof value === 'boolean') return value ? t.yes : t.no
  const text = isPlain(value) ? String(value) : wordsOfMany(value, lang)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

function isPlain(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

function wordsOfMany(value: unknown, lang: Lang): string {
  if (Array.isArray(value) && value.every(isPlain)) return value.join(', ') || texts(lang).audit.empty
  // What the house has in both languages is told in the reader's.
  if (isRecord(value) && isPlain(value[lang]) && Object.keys(value).length === 2) return String(value[lang])
  return JSON.stringify(value)
}
