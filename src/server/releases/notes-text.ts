import type { DraftRow, ReleaseRow } from '#domain/releases/index.ts'
import type { Lang } from '#i18n/index.ts'
import { type Fields, readFields, setBody, setFields } from '../editing/front-matter.ts'

type Facts = Pick<
  ReleaseRow,
  | 'productId'
  | 'version'
  | 'kind'
  | 'status'
  | 'publishedAt'
  | 'embargoUntil'
  | 'yankedReason'
  | 'replacement'
>
type Words = Pick<DraftRow, 'summary' | 'notes'>
export type Setting = { productName: string; zone: string; now: number }

/** Path of a release's notes below the content folder. */
export function notesPath({ productId, version }: Pick<Facts, 'productId' | 'version'>, lang: Lang): string {
  return `releases/${productId}/${version}.${lang}.md`
}

/** ISO date of a moment, by the house's clock. */
export function dateIn(zone: string, at: number): string {
  return new Date(at).toLocaleDateString('sv-SE', { timeZone: zone })
}

/** The first words that are no heading, as plain text: what lists say where no summary was written. */
export function firstWords(markdown: string): string {
  const line =
    markdown.split('\n').find((each) => /\p{L}/u.test(each) && !/^\s*(#|\||```|>|:::)/.test(each)) ?? ''
  const plain = line
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*(?:[-*+]|\d+\.)\s+/, '')
    .replace(/[*_`]/g, '')
    .trim()
  return plain.length > 220 ? `${plain.slice(0, 217).trimEnd()}…` : plain
}

/** When a release is there for everybody; null: it is, or is not published. */
function moments({ publishedAt, embargoUntil }: Facts, now: number): Fields {
  const iso = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z')
  return {
    publishAt: publishedAt !== null && publishedAt > now ? iso(publishedAt) : undefined,
    embargoUntil: embargoUntil !== null && embargoUntil > now ? iso(embargoUntil) : undefined,
  }
}

/** The file of a release's notes as it is to be. @param held what it is; null: there is none */
export function notesText(
  facts: Facts,
  words: Words,
  lang: Lang,
  held: string | null,
  setting: Setting,
): string {
  const { productName, zone, now } = setting
  const notes = words.notes?.[lang]
  const out = Math.max(facts.publishedAt ?? now, facts.embargoUntil ?? 0)
  const date = dateIn(zone, out)
  const fields: Fields = { ...moments(facts, now), kind: facts.kind, date, updated: dateIn(zone, now) }
  if (held !== null) {
    const text = setFields(held, fields)
    return notes === undefined ? text : setBody(text, `\n${notes.trim()}\n`)
  }
  const front = {
    title: `${productName} ${facts.version}`,
    description: words.summary?.[lang] ?? firstWords(notes ?? ''),
    audience: 'public',
    products: [facts.productId],
    ...fields,
    aliases: [],
    related: [],
  }
  return setBody(setFields('---\n---\n', front), `\n${(notes ?? '').trim()}\n`)
}

/** The notes of a withdrawn release say so at their head; what was written there already stays. */
export function withdrawnText(facts: Facts, lang: Lang, held: string, on: string): string {
  const { yankedReason, replacement } = facts
  const says = readFields(held)
  return setFields(held, {
    ...(says.withdrawn === undefined ? { withdrawn: on } : {}),
    ...(says.withdrawnReason === undefined ? { withdrawnReason: yankedReason?.[lang] } : {}),
    ...(replacement === null || says.replacement === replacement ? {} : { replacement }),
  })
}
