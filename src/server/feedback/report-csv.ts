import type { ListName, Lists } from '#domain/feedback/index.ts'
import { type Lang, texts } from '#i18n/index.ts'
import { csvResponse } from '../http/csv.ts'
import type { DeadLink } from './dead-links.ts'

type Cells = readonly (string | number | boolean | null)[]
type Columns = ReturnType<typeof texts>['report']['columns']
type Rows = { [Name in ListName]: Lists[Name]['items'] } & { links: readonly DeadLink[] }
type Table<Row> = { head(c: Columns): Cells; row(row: Row): Cells }

const when = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())
const searches: Table<Lists['nothing']['items'][number]> = {
  head: (c) => [c.words, c.lang, c.times, c.asked, c.last],
  row: ({ q, lang, count, asked, lastAt }) => [q, lang, count, asked, when(lastAt)],
}

const tables: { [Name in keyof Rows]: Table<Rows[Name][number]> } = {
  nothing: searches,
  abandoned: searches,
  comments: {
    head: (c) => [c.title, c.url, c.lang, c.helpful, c.comment, c.at, c.handled],
    row: (r) => [r.title ?? r.id, r.url, r.lang, r.helpful, r.comment, when(r.at), when(r.handledAt)],
  },
  votes: {
    head: (c) => [c.title, c.url, c.lang, c.helpful, c.votes, c.least, c.waiting],
    row: (r) => [
      r.title ?? r.id,
      r.url,
      r.lang,
      r.helpful,
      r.votes,
      Math.round(r.least * 1000) / 1000,
      r.waiting,
    ],
  },
  suggested: {
    head: (c) => [c.title, c.url, c.lang, c.opened, c.deflected],
    row: (r) => [r.title ?? r.id, r.url, r.lang, r.opened, r.deflected],
  },
  cited: {
    head: (c) => [c.title, c.url, c.lang, c.tickets, c.last],
    row: (r) => [r.title ?? r.id, r.url, r.lang, r.tickets, when(r.lastAt)],
  },
  reviews: {
    head: (c) => [c.title, c.url, c.lang, c.due, c.owner],
    row: (r) => [r.title ?? r.id, r.url, r.lang, r.reviewBy, r.owner],
  },
  translations: {
    head: (c) => [c.title, c.url, c.lang, c.missing, c.audience],
    row: (r) => [r.title ?? r.id, r.url, r.lang, r.missing, r.audience],
  },
  links: {
    head: (c) => [c.file, c.reference, c.url],
    row: ({ file, line, reference, url }) => [`${file}:${line}`, reference, url],
  },
}

/** One of the report's lists for a spreadsheet; moments in UTC. */
export function reportCsv<Name extends keyof Rows>(lang: Lang, name: Name, rows: Rows[Name]): Response {
  const { head, row } = tables[name] as Table<unknown>
  return csvResponse(name, [head(texts(lang).report.columns), ...rows.map(row)])
}
