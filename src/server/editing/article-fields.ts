import { Temporal } from 'temporal-polyfill'
import type { Place } from '#domain/knowledge/index.ts'
import { type Fields, readFields, setFields } from './front-matter.ts'

export type Values = (name: string) => string

type Shape = 'words' | 'number' | 'lines' | 'list' | 'moment' | 'choice'

const common = {
  title: 'words',
  description: 'words',
  audience: 'choice',
  products: 'list',
  aliases: 'lines',
  related: 'lines',
  owner: 'words',
  reviewBy: 'words',
  updated: 'words',
  status: 'choice',
  expireAt: 'moment',
} as const

const placed = { slug: 'words', order: 'number' } as const

/** The front matter's fields that the form has, by kind of article. Others in the file stay as they are. */
const shapes: Record<Place['kind'], Record<string, Shape>> = {
  faq: { ...common, ...placed },
  manual: { ...common, ...placed, section: 'words' },
  release: {
    ...common,
    date: 'words',
    kind: 'choice',
    withdrawn: 'words',
    replacement: 'words',
    embargoUntil: 'moment',
  },
}

/** What an absent field means, where leaving it out says the same. */
const silent: Record<string, string> = { status: 'published' }

/** Each field as its control shows it. @param zone of moments */
export function shownFields(text: string, kind: Place['kind'], zone: string): Record<string, string> {
  const fields = readFields(text)
  return Object.fromEntries(
    Object.entries(shapes[kind]).map(([name, shape]) => [
      name,
      shown(shape, fields[name], zone) || (silent[name] ?? ''),
    ]),
  )
}

function shown(shape: Shape, value: unknown, zone: string): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map(String).join('\n')
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return shape === 'moment' ? localMoment(String(value), zone) : String(value)
}

/** `2027-02-01T09:00` of the house's clock, as a date and time control has it. */
export function localMoment(iso: string, zone: string): string {
  const at = Date.parse(iso)
  if (Number.isNaN(at)) return ''
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime()
  return local.toString({ smallestUnit: 'minute' })
}

/** @returns UTC epoch milliseconds; null: it is no moment */
export function readMoment(typed: string, zone: string): number | null {
  try {
    return Temporal.PlainDateTime.from(typed).toZonedDateTime(zone).epochMilliseconds
  } catch {
    return null
  }
}

/** The text with the fields that its form changed; what was shown and not touched stays as it is in the file. */
export function writeFields(text: string, kind: Place['kind'], typed: Values, zone: string): string {
  const before = shownFields(text, kind, zone)
  const changes: Fields = {}
  for (const [name, shape] of Object.entries(shapes[kind])) {
    const value = tidy(shape, typed(name)) || (silent[name] ?? '')
    if (value === before[name]) continue
    changes[name] = value === (silent[name] ?? '') ? undefined : meant(shape, value, zone)
  }
  return setFields(text, changes)
}

function tidy(shape: Shape, typed: string): string {
  if (shape !== 'lines' && shape !== 'list') return typed.replace(/\s+/g, ' ').trim()
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n')
}

function meant(shape: Shape, value: string, zone: string): unknown {
  if (shape === 'lines' || shape === 'list') return value.split('\n')
  if (shape === 'number') return /^\d+$/.test(value) ? Number(value) : value
  if (shape !== 'moment') return value
  const at = readMoment(value, zone)
  return at === null ? value : new Date(at).toISOString().replace('.000Z', 'Z')
}
