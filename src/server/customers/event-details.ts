import { type Formats, type Lang, texts } from '#i18n/index.ts'
import { ownDayLines } from '../sla/day-lines.ts'
import { codeWords } from './event-codes.ts'
import { type Named, nothingNamed } from './event-named.ts'
import { type Told, thingOf } from './event-things.ts'

export type Detail = { name: string; words: string }

const longest = 300
/** What programs need to know. */
const technical: ReadonlySet<string> = new Set([
  'messageId',
  'audience',
  'authorKind',
  'reachedAt',
  'grantId',
  'undoes',
])
/** Moments that are not called so. */
const moments = ['at', 'from', 'until']
/** The channel of a message is not one of releases; a note of an organisation is known by its identifier alone. */
const technicalIn = [/^ticket\..*:channel$/, /^organisation\.note.*:note$/, /^article.*:vote$/]

type Teller = { lang: Lang; f: Formats; type: string; named: Named }

/** What an event says beside its type, in words: `nível: Base → Ouro`. */
export function eventDetails(
  lang: Lang,
  f: Formats,
  { type, data }: Told,
  named: Named = nothingNamed,
): Detail[] {
  const t = texts(lang).audit
  const teller = { lang, f, type, named }
  return Object.entries(data)
    .filter(([key]) => !technical.has(key) && !technicalIn.some((one) => one.test(`${type}:${key}`)))
    .flatMap(([key, value]): Detail[] => {
      if (key === 'changes' && value !== null && typeof value === 'object') {
        return changesIn(value).map(([field, before, after]) => {
          const words = `${say(teller, field, before)} → ${say(teller, field, after)}`
          return { name: named.field.get(field) ?? t.field(field), words }
        })
      }
      return [{ name: t.field(key), words: say(teller, key, value) }]
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

function say(teller: Teller, key: string, value: unknown): string {
  const text = words(teller, key, value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

function words(teller: Teller, key: string, value: unknown): string {
  const { lang, f } = teller
  const t = texts(lang).audit
  if (value === null || value === undefined || value === '') return t.empty
  if (typeof value === 'boolean') return value ? t.yes : t.no
  if (typeof value === 'number' && isMoment(key, value)) return f.moment(value)
  if (typeof value === 'string' || typeof value === 'number') return wordsOfOne(teller, key, value)
  if (key === 'closedDays' && Array.isArray(value)) return ownDayLines(lang, value).join('; ') || t.empty
  if (Array.isArray(value)) return wordsOfList(teller, key, value)
  return isRecord(value) ? wordsOfRecord(teller, value) : JSON.stringify(value)
}

function isMoment(key: string, value: number): boolean {
  return key.endsWith('At') || (moments.includes(key) && value > 100_000_000_000)
}

function wordsOfOne({ lang, type, named }: Teller, key: string, value: string | number): string {
  const thing = thingOf(type, key)
  const name = thing ? named[thing].get(String(value)) : named.answer.get(`${key}:${value}`)
  return name ?? codeWords(lang, type, key, value) ?? String(value)
}

function wordsOfList(teller: Teller, key: string, list: readonly unknown[]): string {
  const parts = list.map((one) => words(teller, key, one))
  return parts.join(list.some(isRecord) ? '; ' : ', ') || texts(teller.lang).audit.empty
}

/** What has a name is told by it; what is in both languages, in the reader's; all else field by field. */
function wordsOfRecord(teller: Teller, value: Record<string, unknown>): string {
  const { lang } = teller
  const keys = Object.keys(value)
  if (keys.length === 2 && 'pt' in value && 'en' in value) return words(teller, lang, value[lang])
  if (keys.length === 2 && 'id' in value && 'name' in value) return String(value.name)
  if (keys.length === 2 && 'id' in value && 'names' in value) return words(teller, 'names', value.names)
  const { field } = texts(lang).audit
  return keys.map((key) => `${field(key)}: ${words(teller, key, value[key])}`).join(', ')
}
