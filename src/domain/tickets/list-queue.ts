import { z } from 'zod'
import { actorId, type Context, notAllowed, parse } from '../shared/index.ts'
import { blankAsAbsent, levelSchema } from './inputs.ts'
import {
  answered,
  maxBranches,
  newestBranch,
  ofAny,
  ofNoTeam,
  ofTeam,
  only,
  openedOfTeam,
  type QueueScope,
  queueBranches,
  tagged,
  waitingBranch,
  workBranch,
  workOfTeam,
} from './list-conditions-store.ts'
import { type ListPage, listPage } from './list-page.ts'
import {
  countByLine,
  countHeld,
  type ListQuery,
  type ListRow,
  type Sort,
  type WorkIndex,
} from './list-store.ts'
import { limitSchema, listItem } from './list-tickets.ts'
import { mayRead, mayUseDesk } from './policy.ts'
import { active, type Status } from './status.ts'
import { tagSchema } from './tag.ts'
import { teamsOf } from './team-store.ts'
import type { QueueCounts, QueueItem } from './types.ts'

const views = ['unassigned', 'mine', 'line-1', 'line-2', 'line-3', 'all-open', 'waiting', 'closed'] as const

export type QueueView = (typeof views)[number]

export const queueViews: readonly QueueView[] = views

export const listQueueSchema = z.object({
  view: blankAsAbsent(z.enum(views)),
  q: blankAsAbsent(z.string().trim().max(200)),
  product: blankAsAbsent(z.string().max(64)),
  priority: blankAsAbsent(levelSchema),
  organisation: blankAsAbsent(z.string().max(64)),
  queue: blankAsAbsent(z.string().max(64)),
  tag: blankAsAbsent(tagSchema),
  requestType: blankAsAbsent(z.string().max(64)),
  /** `mine`: of any that one is in. `none`: of no team. */
  team: blankAsAbsent(z.string().max(64)),
  /** An answer to a choice, or to yes or no: `key:value`. */
  field: blankAsAbsent(z.string().regex(/^[a-z0-9-]{1,64}:[a-z0-9-]{1,64}$/)),
  /** What is closed is due no more: there, only `updated` and `created` apply. */
  sort: blankAsAbsent(z.enum(['due', 'updated', 'created', 'priority'])),
  cursor: z.string().max(500).nullish(),
  limit: blankAsAbsent(limitSchema),
})

const done: readonly Status[] = ['resolved', 'closed', 'merged']

function rangeOf(ctx: Context, view: QueueView): { scope: QueueScope; statuses: readonly Status[] } {
  switch (view) {
    case 'unassigned':
      return { scope: { kind: 'unassigned' }, statuses: active }
    case 'mine':
      return { scope: { kind: 'assignee', personId: actorId(ctx.actor) ?? '' }, statuses: active }
    case 'line-1':
    case 'line-2':
    case 'line-3':
      return { scope: { kind: 'line', line: Number(view.slice(-1)) as 1 | 2 | 3 }, statuses: active }
    case 'all-open':
      return { scope: { kind: 'all' }, statuses: active }
    case 'waiting':
      return { scope: { kind: 'all' }, statuses: ['waiting'] }
    case 'closed':
      return { scope: { kind: 'all' }, statuses: done }
  }
}

/** What a view ranges over in an order, and the index that has it so. */
function readingOf(ctx: Context, view: QueueView, sort: Sort): Pick<ListQuery, 'branches' | 'index'> {
  const { scope, statuses } = rangeOf(ctx, view)
  if (view === 'closed' && sort === 'created') return { branches: newestBranch(statuses) }
  if (view === 'closed' || (sort !== 'desk-due' && sort !== 'priority'))
    return { branches: queueBranches(scope, statuses) }
  if (view === 'waiting') return { branches: waitingBranch(), index: 'tickets_waiting_due' }
  const index = sort === 'priority' ? 'tickets_work_priority' : dueIndexes[scope.kind]
  return { branches: workBranch(scope), index }
}

const dueIndexes: Record<QueueScope['kind'], WorkIndex> = {
  unassigned: 'tickets_work_assignee',
  assignee: 'tickets_work_assignee',
  line: 'tickets_work_line',
  all: 'tickets_work_due',
}

type Reading = Pick<ListQuery, 'branches' | 'index'>

/** What a team's list ranges over where an index has it in order: other views are little, or have their own. */
function readingOfTeams(view: QueueView, sort: Sort, teams: readonly string[]): Reading | null {
  if (view === 'all-open' && sort === 'desk-due')
    return { branches: teams.map(workOfTeam), index: 'tickets_work_team' }
  if (view === 'closed' && sort === 'created')
    return { branches: teams.map((team) => openedOfTeam(team, done)) }
  const statuses = view === 'closed' ? done : view === 'all-open' ? active : []
  const few = statuses.length > 0 && teams.length * statuses.length <= maxBranches
  if (sort !== 'updated' || !few) return null
  return {
    branches: teams.flatMap((team) => statuses.map((status) => ofTeam(team, status))),
    index: undefined,
  }
}

/** The same of what no team looks after; what of that is done has no index of its own. */
function readingOfNone(view: QueueView, sort: Sort): Reading | null {
  if (view !== 'all-open' || sort !== 'desk-due') return null
  return { branches: [workOfTeam(null)], index: 'tickets_work_team' }
}

/** null: whether of a team or not is not asked. */
async function teamsAsked(
  ctx: Context,
  team: string | undefined,
): Promise<readonly string[] | 'none' | null> {
  if (team === undefined) return null
  if (team === 'none') return team
  return team === 'mine' ? teamsOf(ctx.db, actorId(ctx.actor) ?? '') : [team]
}

/** One view of the desk's work, a page at a time. */
export async function listQueue(ctx: Context, input: unknown): Promise<ListPage<QueueItem>> {
  if (!mayUseDesk(ctx.actor) || !mayRead(ctx.actor)) throw notAllowed('desk-only')
  const { view = 'all-open', limit = 25, ...values } = parse(listQueueSchema, input)
  const wanted = values.sort === undefined || values.sort === 'due' ? 'desk-due' : values.sort
  const sort: Sort = view === 'closed' && wanted !== 'created' ? 'updated' : wanted
  const { product, priority, organisation, queue, tag, requestType, field } = values
  const teams = await teamsAsked(ctx, values.team)
  if (teams?.length === 0) return { items: [], next: null, cut: false }
  const byTeam = teams === 'none' ? readingOfNone(view, sort) : teams && readingOfTeams(view, sort, teams)
  const ofTeams = organisation || tag || field ? null : byTeam
  const [key = '', answer = ''] = field?.split(':') ?? []
  const page = await listPage(ctx, {
    q: values.q,
    // One organisation's are few: they are read by it and sorted.
    ...((tag || field) && view === 'closed' ? { branches: newestBranch(done) } : readingOf(ctx, view, sort)),
    ...(organisation ? { index: undefined } : {}),
    ...(ofTeams ?? {}),
    filters: [
      ...(product ? [only('product', product)] : []),
      ...(priority ? [only('priority', priority)] : []),
      ...(organisation ? [only('organisation', organisation)] : []),
      ...(queue ? [only('queue', queue)] : []),
      ...(tag ? [tagged(tag, view === 'closed')] : []),
      ...(teams && !ofTeams ? [teams === 'none' ? ofNoTeam() : ofAny(teams)] : []),
      ...(requestType ? [only('requestType', requestType)] : []),
      ...(field ? [answered(key, answer, view === 'closed')] : []),
    ],
    sort,
    cursor: values.cursor,
    limit,
  })
  return { ...page, items: page.items.map(queueItem) }
}

function queueItem(row: ListRow): QueueItem {
  const { impact, urgency, requestType, team, fields, unansweredSince, lineDueAt } = row
  return { ...listItem(row), impact, urgency, requestType, team, fields, unansweredSince, lineDueAt }
}

/** How much is in each view of the desk. */
export async function queueCounts(ctx: Context): Promise<QueueCounts> {
  if (!mayUseDesk(ctx.actor) || !mayRead(ctx.actor)) throw notAllowed('desk-only')
  const [lines, held] = await Promise.all([
    countByLine(ctx.db),
    countHeld(ctx.db, actorId(ctx.actor), ctx.now),
  ])
  const sum = (keep: (row: (typeof lines)[number]) => boolean): number =>
    lines.filter(keep).reduce((total, row) => total + row.total, 0)
  return {
    ...held,
    'line-1': sum((row) => row.line === 1),
    'line-2': sum((row) => row.line === 2),
    'line-3': sum((row) => row.line === 3),
    'all-open': sum(() => true),
    waiting: sum((row) => row.status === 'waiting'),
  }
}
