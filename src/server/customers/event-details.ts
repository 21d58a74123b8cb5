import { type Lang, texts } from '#i18n/index.ts'

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
export function eventDetails(lang: Lang, data: Record<string, unknown>): Detail[] {
  const t = texts(lang).audit
  const say = (value: unknown): string => words(value, t)
  return Object.entries(data)
    .filter(([key]) => !technical.has(key))
    .flatMap(([key, value]): Detail[] => {
      if (key === 'changes' && isRecord(value)) {
        return Object.entries(value).map(([field, pair]) => {
          const [before, after] = Array.isArray(pair) ? pair : [null, pair]
          return { name: t.field(field), words: `${say(before)} → ${say(after)}` }
        })
      }
      return [{ name: t.field(key), words: say(value) }]
    })
    .slice(0, 20)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function words(value: unknown, t: ReturnType<typeof texts>['audit']): string {
  if (value === null || value === undefined || value === '') return t.empty
  if (typeof value === 'boolean') return value ? t.yes : t.no
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
