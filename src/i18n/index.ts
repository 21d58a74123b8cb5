import { absences } from './absences.ts'
import { accounts } from './accounts.ts'
import { administration } from './administration.ts'
import { adoption } from './adoption.ts'
import { advisories } from './advisories.ts'
import { aids } from './aids.ts'
import { answers } from './answers.ts'
import { article } from './article.ts'
import { articles } from './articles.ts'
import { audit } from './audit.ts'
import { behind } from './behind.ts'
import { callers } from './callers.ts'
import { common } from './common.ts'
import { counting } from './counting.ts'
import { customers } from './customers.ts'
import type { Lang } from './define.ts'
import { desk } from './desk.ts'
import { draftFiles } from './draft-files.ts'
import { drafting } from './drafting.ts'
import { editing } from './editing.ts'
import { errors } from './errors.ts'
import { faults } from './faults.ts'
import { feedback } from './feedback.ts'
import { fields } from './fields.ts'
import { heldNow } from './held-now.ts'
import { home } from './home.ts'
import { importing } from './importing.ts'
import { invitations } from './invitations.ts'
import { keys } from './keys.ts'
import { knowledge } from './knowledge.ts'
import { licences } from './licences.ts'
import { lines } from './lines.ts'
import { live } from './live.ts'
import { machines } from './machines.ts'
import { macros } from './macros.ts'
import { mail } from './mail.ts'
import { managing } from './managing.ts'
import { messageEditor } from './message-editor.ts'
import { monthReport } from './month-report.ts'
import { noticeLetters } from './notice-letters.ts'
import { notices } from './notices.ts'
import { outcome } from './outcome.ts'
import { places } from './places.ts'
import { portal } from './portal.ts'
import { processes } from './processes.ts'
import { publishing } from './publishing.ts'
import { queue } from './queue.ts'
import { relations } from './relations.ts'
import { releaseAlerts } from './release-alerts.ts'
import { releases } from './releases.ts'
import { releasing } from './releasing.ts'
import { report } from './report.ts'
import { requestTypes } from './request-types.ts'
import { responses } from './responses.ts'
import { revisions } from './revisions.ts'
import { rules } from './rules.ts'
import { savedReports } from './saved-reports.ts'
import { search } from './search.ts'
import { sheets } from './sheets.ts'
import { signingKeys } from './signing-keys.ts'
import { statDefinitions } from './stat-definitions.ts'
import { stats } from './stats.ts'
import { statusPages } from './status-pages.ts'
import { teams } from './teams.ts'
import { tickets } from './tickets.ts'
import { timeSpent } from './time-spent.ts'
import { views } from './views.ts'

export { define, isLang, type Lang, langs, locale } from './define.ts'
export { dayOf, type Formats, formats } from './formats.ts'

const areas = {
  absences,
  accounts,
  administration,
  advisories,
  adoption,
  aids,
  answers,
  article,
  articles,
  audit,
  behind,
  common,
  counting,
  callers,
  customers,
  desk,
  draftFiles,
  drafting,
  editing,
  errors,
  faults,
  feedback,
  fields,
  heldNow,
  home,
  importing,
  invitations,
  keys,
  knowledge,
  licences,
  lines,
  live,
  machines,
  macros,
  mail,
  managing,
  messageEditor,
  monthReport,
  noticeLetters,
  notices,
  outcome,
  places,
  portal,
  processes,
  publishing,
  queue,
  relations,
  releaseAlerts,
  releases,
  releasing,
  signingKeys,
  report,
  requestTypes,
  teams,
  responses,
  revisions,
  rules,
  savedReports,
  search,
  sheets,
  statDefinitions,
  stats,
  statusPages,
  tickets,
  timeSpent,
  views,
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
