import { CalendarClock, CircleAlert } from 'lucide'
import type { ListName, Lists, Titled } from '#domain/feedback/index.ts'
import { type Formats, type Lang, texts } from '#i18n/index.ts'
import type { DeadLink } from '#server/feedback/dead-links.ts'
import type { ListAddress } from '#server/http/list-address.ts'
import { type Html, html } from '#ui/html.ts'
import { icon } from '#ui/icon.ts'
import { moment } from '#ui/moment.ts'
import { percent, shareBar } from './share.ts'

export type Means = { lang: Lang; f: Formats; address: ListAddress }
/** The first cell says what the row is about, the others its numbers. */
export type ReportTable = { head: readonly string[]; rows: readonly (readonly Html[])[] }
export type TableName = Exclude<ListName, 'comments'> | 'links'
type Rows = { [Name in Exclude<ListName, 'comments'>]: Lists[Name]['items'] } & { links: readonly DeadLink[] }
type Row<Name extends keyof Rows> = Rows[Name][number]
type Draw<Row> = { head(m: Means): string[]; row(row: Row, m: Means): Html[] }

const words = ({ lang }: Means) => texts(lang).report

function facts(parts: readonly (Html | string | false)[]): Html {
  const shown = parts.filter((part) => part !== false).map((part) => html`<span>${part}</span>`)
  return shown.length === 0 ? html`` : html`<small class="facts-line">${shown}</small>`
}

function language(lang: Lang, m: Means): string | false {
  return lang === m.lang ? false : texts(m.lang).common.languages[lang]
}

function name(row: Titled, m: Means, more: readonly (Html | string | false)[] = []): Html {
  const title =
    row.url === null
      ? html`<strong>${row.title ?? row.id}</strong>`
      : html`<a href="${row.url}"><strong>${row.title}</strong></a>`
  return html`${title}${facts([row.url === null && words(m).gone, language(row.lang, m), ...more])}`
}

const searches: Draw<Row<'nothing'>> = {
  head: (m) => [words(m).columns.words, words(m).columns.asked, words(m).columns.times],
  row: ({ q, lang, count, asked, lastAt }, m) => [
    html`<a href="/${lang}/search/?${new URLSearchParams({ q }).toString()}"><strong>${q}</strong></a>${facts([language(lang, m), moment(m.f, lastAt)])}`,
    html`${asked === 0 ? '–' : m.f.number(asked)}`,
    html`${m.f.number(count)}`,
  ],
}

const draws: { [Name in keyof Rows]: Draw<Row<Name>> } = {
  nothing: searches,
  abandoned: searches,
  votes: {
    head: (m) => [words(m).columns.article, words(m).columns.helpful],
    row(row, m) {
      const t = words(m)
      const list = m.address.with({ list: 'comments', article: row.id })
      const waiting = row.waiting > 0 && `${t.columns.waiting}: ${row.waiting}`
      const of = t.ofVotes(m.f.number(row.helpful), m.f.number(row.votes))
      return [
        name(row, m, [waiting]),
        html`<a class="nowrap" href="${list}">${of}</a>${shareBar(row.helpful, row.votes)}<small class="nowrap">${t.atLeast(percent(row.least, 1))}</small>`,
      ]
    },
  },
  suggested: {
    head: (m) => [words(m).columns.article, words(m).columns.opened, words(m).columns.deflected],
    row: (row, m) => [name(row, m), html`${m.f.number(row.opened)}`, html`${m.f.number(row.deflected)}`],
  },
  cited: {
    head: (m) => [words(m).columns.article, words(m).columns.tickets],
    row: (row, m) => [
      name(row, m, [moment(m.f, row.lastAt)]),
      html`<a href="${m.address.with({ list: 'cited', article: row.id })}">${m.f.number(row.tickets)}</a>`,
    ],
  },
  reviews: {
    head: (m) => [words(m).columns.article, words(m).columns.due],
    row(row, m) {
      const t = words(m)
      const state = row.overdue
        ? html`<span class="state state-high">${icon(CircleAlert, 14)} ${t.overdue}</span>`
        : html`<span class="state">${icon(CalendarClock, 14)} ${t.soon}</span>`
      const owner = `${t.columns.owner}: ${row.owner ?? t.noOwner}`
      return [
        name(row, m, [owner]),
        html`<span class="nowrap">${m.f.day(Date.parse(row.reviewBy))}</span><br />${state}`,
      ]
    },
  },
  translations: {
    head: (m) => [words(m).columns.article, words(m).columns.missing],
    row: (row, m) => [
      name(row, m, [words(m).audiences[row.audience]]),
      html`${texts(m.lang).common.languages[row.missing]}`,
    ],
  },
  links: {
    head: (m) => [words(m).columns.file, words(m).columns.reference],
    row({ file, line, reference, url, title }) {
      const place = url
        ? html`<a href="${url}"><strong>${title}</strong></a>`
        : html`<strong>${title ?? file}</strong>`
      return [html`${place}${facts([`${file}:${line}`])}`, html`<code>${reference}</code>`]
    },
  },
}

/** What one list of the report shows, as a table. */
export function reportTable<Name extends TableName>(name: Name, rows: Rows[Name], m: Means): ReportTable {
  const { head, row } = draws[name] as unknown as Draw<unknown>
  return { head: head(m), rows: rows.map((each) => row(each, m)) }
}
