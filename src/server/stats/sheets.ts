import {
  type Behind,
  type Figures,
  priorities,
  type Report,
  type Summary,
  type TimeSpent,
} from '#domain/stats/index.ts'
import { type Lang, texts } from '#i18n/index.ts'
import { groupName } from './names.ts'
import type { Cell, Sheet } from './spreadsheet.ts'

const times = ({ n, median, p90 }: Summary): Cell[] => [n, median, p90]

function figureCells({ counts, firstResponse, resolution }: Figures): Cell[] {
  return [
    counts.opened,
    counts.resolved,
    counts.open,
    ...times(firstResponse),
    counts['first-response-kept'],
    counts['first-response-decided'],
    ...times(resolution),
    counts['resolution-kept'],
    counts['resolution-decided'],
    counts.reopened,
    counts['once-resolved'],
    counts.rated,
    counts.rated === 0 ? null : Math.round((100 * counts.scoreSum) / counts.rated) / 100,
  ]
}

/** The comparison of a report, with the parts of each share. */
export function comparisonSheet(lang: Lang, { table }: Report): Sheet {
  const { stats: t, sheets } = texts(lang)
  const { table: w } = t
  const { columns: c } = sheets
  const summary = (what: string): string[] => [
    `${what}: ${c.n}`,
    `${what}: ${c.median}`,
    `${what}: ${c.p90}`,
    `${what}: ${c.kept}`,
    `${what}: ${c.decided}`,
  ]
  return {
    name: t.by[table.by],
    head: [
      t.names[table.by],
      w.opened,
      w.resolved,
      w.open,
      ...summary(w['first-response']),
      ...summary(w.resolution),
      w.reopened,
      c.onceResolved,
      c.rated,
      c.average,
    ],
    rows: table.rows.map(({ id, name, figures }) => [
      groupName(lang, table.by, id, name),
      ...figureCells(figures),
    ]),
  }
}

export function linesSheet(lang: Lang, { lines }: Report): Sheet {
  const { stats: t, sheets, tickets } = texts(lang)
  const { columns: c } = sheets
  return {
    name: t.lines.title,
    head: [t.lines.line, t.lines.left, c.kept, c.decided, c.n, c.median, c.p90],
    rows: lines.map(({ line, left, kept, decided, taken }) => [
      tickets.lineOf(line),
      left,
      kept,
      decided,
      ...times(taken),
    ]),
  }
}

export function spentSheet(lang: Lang, { by, rows }: TimeSpent): Sheet {
  const { stats, timeSpent: t } = texts(lang)
  return {
    name: t.title,
    head: [stats.names[by], t.minutes, t.tickets],
    rows: rows.map(({ id, name, minutes, tickets }) => [groupName(lang, by, id, name), minutes, tickets]),
  }
}

/** Tickets, one a row. @param metric what they are counted by */
export function ticketsSheet(lang: Lang, rows: readonly Behind[], metric: string): Sheet {
  const { behind, stats: t, sheets, tickets, timeSpent } = texts(lang)
  const stays = metric.startsWith('line-')
  const spent = metric === 'time-spent'
  const { columns: c } = sheets
  const yes = (kept: number | null): string | null => (kept === null ? null : kept ? sheets.yes : sheets.no)
  const when = (at: number | null): Date | null => (at === null ? null : new Date(at))
  return {
    name: behind.title,
    head: [
      c.reference,
      c.subject,
      c.organisation,
      c.product,
      t.names.requestType,
      t.names.team,
      c.line,
      c.agent,
      c.priority,
      c.status,
      c.createdAt,
      c.resolvedAt,
      c.firstResponseMinutes,
      c.firstResponseWall,
      c.firstResponseKept,
      c.resolutionMinutes,
      c.resolutionWall,
      c.resolutionKept,
      c.reopened,
      c.score,
      ...(stays ? [c.taken, c.promised] : []),
      ...(spent ? [timeSpent.minutes] : []),
    ],
    rows: rows.map((row) => [
      row.reference,
      row.subject,
      row.organisation,
      row.product,
      row.requestType?.[lang] ?? null,
      row.team,
      row.line,
      row.agent,
      tickets.levels[priorities[row.priority - 1] ?? 'normal'],
      tickets.statuses[row.status],
      when(row.createdAt),
      when(row.resolvedAt),
      row.firstResponseMinutes,
      row.firstResponseWall,
      yes(row.firstResponseKept),
      row.resolutionMinutes,
      row.resolutionWall,
      yes(row.resolutionKept),
      row.reopened,
      row.score,
      ...(stays ? [row.taken, row.promised] : []),
      ...(spent ? [row.taken] : []),
    ]),
  }
}
