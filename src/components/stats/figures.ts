import { type Figures, fewBelow, type Summary } from '#domain/stats/index.ts'
import { type Formats, type Lang, texts } from '#i18n/index.ts'
import { type Html, html } from '#ui/html.ts'

/** `94%` */
export function percent(f: Formats, share: number): string {
  return `${f.number(Math.round(share * 100))}%`
}

/** Minutes of support time: whole hours once there are many. */
export function span(f: Formats, minutes: number): string {
  const words = minutes < 6000 ? f.span(minutes) : `${f.number(Math.round(minutes / 60))} h`
  // A number never stands at the end of a line without what it counts.
  return words.replaceAll(' ', '\u00a0')
}

export function mean(figures: Figures): number | null {
  const { rated, scoreSum } = figures.counts
  return rated === 0 ? null : scoreSum / rated
}

/** How many, as a link to them; nothing leads nowhere. */
export function countLink(f: Formats, value: number, href: string): Html {
  return value === 0 ? html`0` : html`<a href="${href}">${f.number(value)}</a>`
}

/** A share with what it is of; a part leads to its tickets. */
export function shareCell(lang: Lang, f: Formats, part: number, all: number, href: string): Html {
  const t = texts(lang).stats
  if (all === 0) return html`<span class="stat-none">–</span>`
  return html`<a href="${href}">${percent(f, part / all)}</a> <small>${t.of(f.number(part), f.number(all))}</small>`
}

export function summaryCell(lang: Lang, f: Formats, { n, median, p90 }: Summary, href: string): Html {
  const t = texts(lang).stats
  if (median === null || p90 === null) return html`<span class="stat-none">–</span>`
  const few = n < fewBelow ? `, ${t.few}` : ''
  return html`<a href="${href}">${span(f, median)}</a> <small>${t.p90(span(f, p90))}</small> <small>${t.n(f.number(n))}${few}</small>`
}
