export type { Behind } from './behind-store.ts'
export { type Sort, sorts, type TableRow } from './comparison.ts'
export { keepDays } from './days.ts'
export { fewBelow } from './distribution.ts'
export { continueRebuild, gatherFacts, rebuildProgress, startRebuild } from './gather-facts.ts'
export { priorities } from './inputs.ts'
export {
  type Counts,
  type Dimension,
  dimensions,
  type Filter,
  type Metric,
  metricNames,
  type StayMetric,
  stayMetrics,
} from './metrics.ts'
export { type Called, organisationChoices } from './names-store.ts'
export {
  getOrganisationReport,
  type Listed,
  mostListed,
  type OrganisationReport,
} from './organisation-report.ts'
export { type Period, type PeriodName, periodNames, type Range } from './period.ts'
export { mayChangeReport, mayReadReportOf, mayReadStatistics, reportedOrganisations } from './policy.ts'
export {
  type AgeFigures,
  ages,
  type Deflection,
  getReport,
  type LineFigures,
  type Part,
  type Report,
} from './report.ts'
export {
  getSavedReport,
  listReports,
  mostRecipients,
  removeReport,
  type Schedule,
  saveReport,
  schedules,
} from './saved-reports.ts'
export type { SavedReport } from './saved-store.ts'
export { type ComposeReport, sendReports, sentFilter } from './send-reports.ts'
export type { Spent } from './spent-store.ts'
export type { Figures, Summary } from './tally.ts'
export { type BehindInput, type TicketsBehind, ticketsBehind } from './tickets-behind.ts'
export { getTimeSpent, type TimeSpent } from './time-spent.ts'
