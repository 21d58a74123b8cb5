/** Tickets that are counted together: by when they were opened, resolved, …; `open`: those open now, by their age. */
export type Cohort = 'opened' | 'resolved' | 'first-resolved' | 'rated' | 'open'

/** What is counted of them: each is a number in a report, and the list of tickets behind it. */
export const metrics = {
  opened: 'opened',
  answered: 'opened',
  'first-response-decided': 'opened',
  'first-response-kept': 'opened',
  'first-response-missed': 'opened',
  resolved: 'resolved',
  'resolution-decided': 'resolved',
  'resolution-kept': 'resolved',
  'resolution-missed': 'resolved',
  'once-resolved': 'first-resolved',
  reopened: 'first-resolved',
  rated: 'rated',
  open: 'open',
  overdue: 'open',
} as const satisfies Record<string, Cohort>

export type Metric = keyof typeof metrics
export const metricNames = Object.keys(metrics) as Metric[]

/** What is counted of the times that tickets spent on a line. */
export const stayMetrics = ['line-left', 'line-decided', 'line-kept', 'line-missed'] as const
export type StayMetric = (typeof stayMetrics)[number]

export type Counts = Record<Metric, number> & { scoreSum: number }

type Promised = 'first-response' | 'resolution'

/** What was decided and not kept. */
export function missedOf(
  counts: Pick<Counts, `${Promised}-decided` | `${Promised}-kept`>,
): Pick<Counts, `${Promised}-missed`> {
  return {
    'first-response-missed': counts['first-response-decided'] - counts['first-response-kept'],
    'resolution-missed': counts['resolution-decided'] - counts['resolution-kept'],
  }
}

export const noCounts: Counts = {
  ...(Object.fromEntries(metricNames.map((name) => [name, 0])) as Record<Metric, number>),
  scoreSum: 0,
}

export const dimensions = [
  'organisation',
  'product',
  'requestType',
  'team',
  'line',
  'agent',
  'priority',
] as const
export type Dimension = (typeof dimensions)[number]

/** What a report is narrowed to. `none` stands for tickets without one. */
export type Filter = Partial<Record<Dimension, string>>
