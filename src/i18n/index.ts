import { accounts } from './accounts.ts'
import { answers } from './answers.ts'
import { article } from './article.ts'
import { articles } from './articles.ts'
import { common } from './common.ts'
import { counting } from './counting.ts'
import { customers } from './customers.ts'
import type { Lang } from './define.ts'
import { desk } from './desk.ts'
import { drafting } from './drafting.ts'
import { editing } from './editing.ts'
import { errors } from './errors.ts'
import { faults } from './faults.ts'
import { feedback } from './feedback.ts'
import { home } from './home.ts'
import { knowledge } from './knowledge.ts'
import { lines } from './lines.ts'
import { mail } from './mail.ts'
import { monthReport } from './month-report.ts'
import { outcome } from './outcome.ts'
import { places } from './places.ts'
import { publishing } from './publishing.ts'
import { releases } from './releases.ts'
import { report } from './report.ts'
import { revisions } from './revisions.ts'
import { savedReports } from './saved-reports.ts'
import { search } from './search.ts'
import { stats } from './stats.ts'
import { statusPages } from './status-pages.ts'
import { tickets } from './tickets.ts'

export { define, isLang, type Lang, langs, locale } from './define.ts'
export { dayOf, type Formats, formats } from './formats.ts'

const areas = {
  accounts,
  answers,
  article,
  articles,
  common,
  counting,
  customers,
  desk,
  drafting,
  editing,
  errors,
  faults,
  feedback,
  home,
  knowledge,
  lines,
  mail,
  monthReport,
  outcome,
  places,
  publishing,
  releases,
  report,
  revisions,
  savedReports,
  search,
  stats,
  statusPages,
  tickets,
}

type Texts = { [Area in keyof typeof areas]: (typeof areas)[Area][Lang] }

function collect(lang: Lang): Texts {
  return Object.fromEntries(Object.entries(areas).map(([area, texts]) => [area, texts[lang]])) as Texts
}

const all: Record<Lang, Texts> = { pt: collect('pt'), en: collect('en') }

/** Every interface text in one language, by area. */
export function texts(lang: Lang): Texts {
  return all[lang]
}
