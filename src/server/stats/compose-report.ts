import type { ComposeReport, Figures, Report, Summary } from '#domain/stats/index.ts'
import { formats, type Lang, texts } from '#i18n/index.ts'
import { escaped } from '../http/escaped.ts'
import { reportAddress } from './address.ts'
import { datesWords } from './dates.ts'

type Row = readonly [what: string, now: string, before: string]

function rowsOf(lang: Lang, report: Report, now: number): Row[] {
  const { stats: t } = texts(lang)
  const f = formats(lang, report.zone, now)
  const share = (part: number, whole: number): string =>
    whole === 0 ? '–' : `${Math.round((100 * part) / whole)}% (${t.of(f.number(part), f.number(whole))})`
  const time = ({ n, median, p90 }: Summary): string =>
    median === null || p90 === null ? '–' : `${f.span(median)}, ${t.p90(f.span(p90))} (${t.n(f.number(n))})`
  const rating = ({ rated, scoreSum }: Figures['counts']): string =>
    rated === 0 ? '–' : `${t.ofFive(f.number(scoreSum / rated))} (${t.n(f.number(rated))})`
  const both = (what: string, value: (figures: Figures) => string): Row => [
    what,
    value(report.current),
    value(report.previous),
  ]
  return [
    both(t.tiles.opened, ({ counts }) => f.number(counts.opened)),
    both(t.tiles.resolved, ({ counts }) => f.number(counts.resolved)),
    [t.tiles.open, `${f.number(report.open.open)} (${t.tiles.overdue(f.number(report.open.overdue))})`, ''],
    both(t.tiles['first-response'], ({ firstResponse }) => time(firstResponse)),
    both(t.tiles['first-response-kept'], ({ counts }) =>
      share(counts['first-response-kept'], counts['first-response-decided']),
    ),
    both(t.tiles.resolution, ({ resolution }) => time(resolution)),
    both(t.tiles['resolution-kept'], ({ counts }) =>
      share(counts['resolution-kept'], counts['resolution-decided']),
    ),
    both(t.tiles.reopened, ({ counts }) => share(counts.reopened, counts['once-resolved'])),
    both(t.tiles.satisfaction, ({ counts }) => rating(counts)),
  ]
}

const cell = 'padding:.35em 1em .35em 0;border-top:1px solid #dcdcd6;text-align:left;vertical-align:top'

/** A report as a letter, in text and HTML; its link leads to the same dates, also when it is read later. */
export function createComposeReport(publicUrl: URL, siteName: string, now: number): ComposeReport {
  return (saved, report, { lang, name }) => {
    const t = texts(lang).savedReports.letter
    const dates = datesWords(lang, report.period.dates)
    const rows = rowsOf(lang, report, now)
    const path = reportAddress(lang, { ...saved.filter, period: 'custom', ...report.period.dates })
    const link = new URL(path, publicUrl).href
    const first = name.split(' ')[0] ?? name
    const text = [
      t.greeting(first),
      `${t.intro(saved.name)}\n${dates}`,
      rows
        .map(([what, current, before]) => `${what}: ${current}${before ? `  (${t.before}: ${before})` : ''}`)
        .join('\n'),
      `${t.open}:\n${link}`,
      `-- \n${siteName}\n${t.reason}`,
    ].join('\n\n')
    const html = [
      `<!doctype html><html lang="${lang}"><body style="font:16px/1.5 system-ui,sans-serif;color:#1d2430;max-width:44em">`,
      `<p>${escaped(t.greeting(first))}</p><p>${escaped(t.intro(saved.name))}<br>${escaped(dates)}</p>`,
      `<table style="border-collapse:collapse"><thead><tr><th style="${cell}"></th><th style="${cell}">${escaped(t.now)}</th><th style="${cell}">${escaped(t.before)}</th></tr></thead><tbody>`,
      ...rows.map(
        ([what, current, before]) =>
          `<tr><th style="${cell};font-weight:400">${escaped(what)}</th><td style="${cell}">${escaped(current)}</td><td style="${cell};color:#5b6472">${escaped(before)}</td></tr>`,
      ),
      `</tbody></table><p><a href="${escaped(link)}">${escaped(t.open)}</a></p>`,
      `<p style="color:#5b6472;font-size:14px">${escaped(siteName)} · ${escaped(t.reason)}</p></body></html>`,
    ].join('\n')
    return { subject: t.subject(saved.name, dates), text, html }
  }
}
