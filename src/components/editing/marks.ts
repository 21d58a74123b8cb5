import { Archive, CalendarClock, CalendarX, CircleCheck, Eye, PencilLine } from 'lucide'
import { type Formats, type Lang, texts } from '#i18n/index.ts'
import type { ArticleRow, ListedState } from '#server/editing/article-list.ts'
import { type Html, html } from '#ui/html.ts'
import { icon } from '#ui/icon.ts'
import { moment } from '#ui/moment.ts'

const icons = {
  draft: PencilLine,
  review: Eye,
  scheduled: CalendarClock,
  published: CircleCheck,
  expired: CalendarX,
  archived: Archive,
}
const tones = {
  draft: 'open',
  review: 'waiting-you',
  scheduled: 'new',
  published: 'resolved',
  expired: 'expired',
  archived: 'archived',
}

export function articleState(lang: Lang, state: ListedState): Html {
  return html`<span class="state state-${tones[state]}">${icon(icons[state], 14)}${texts(lang).articles.states[state]}</span>`
}

/** One article of the list. */
export function articleRow(
  lang: Lang,
  f: Formats,
  row: ArticleRow,
  products: ReadonlyMap<string, string>,
): Html {
  const t = texts(lang).articles
  const named = row.products.map((id) => products.get(id) ?? id).join(', ')
  const facts = [
    t.kinds[row.kind],
    named,
    row.owner ?? t.noOwner,
    row.changedAt > 0 && moment(f, row.changedAt),
    row.untranslated && html`<span class="article-missing">${t.untranslated[row.lang]}</span>`,
  ]
  const review = row.reviewBy && reviewMark(t, f, row.reviewBy, row.overdue)
  return html`<li><h2><span class="article-lang" lang="en">${row.lang.toUpperCase()}</span> <a href="/${lang}/desk/articles/edit/${row.id}?lang=${row.lang}" lang="${row.lang}">${row.title}</a></h2>
<p class="facts-line">${facts.filter(Boolean).map((fact) => html`<span>${fact}</span>`)}</p>
<div class="side-facts"><span class="marks">${articleState(lang, row.state)}</span>
${row.edited && html`<span>${t.edited}</span>`}${row.publishAt !== null && html`<span>${t.goesOut(f.near(row.publishAt))}</span>`}${review}</div></li>
`
}

type Words = ReturnType<typeof texts>['articles']

function reviewMark(t: Words, f: Formats, reviewBy: string, overdue: boolean): Html {
  const day = f.day(Date.parse(reviewBy))
  return html`<span class="${overdue ? 'due-late' : ''}">${overdue ? t.reviewLate(day) : t.reviewBy(day)}</span>`
}
