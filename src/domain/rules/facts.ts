import type { Context } from '../shared/index.ts'
import { type Calendar, getCalendar, isOpen, promiseOf } from '../sla/index.ts'
import { type Facts, searchable } from './match.ts'
import type { FactRow } from './runs-store.ts'

/** By whose hours support is open or closed; where there is no such calendar, by the portal's own. */
export async function getSupportCalendar(
  ctx: Context,
  id: string,
  from: number = ctx.now,
): Promise<Calendar> {
  try {
    return await getCalendar(ctx, id, null, from)
  } catch {
    return getCalendar(ctx, 'pt-office', null, from)
  }
}

/** A ticket as it is, when something has happened to it. */
export function factsNow(
  row: FactRow,
  { at, data }: { at: number; data: Readonly<Record<string, unknown>> },
  calendar: Calendar,
): Facts {
  return {
    priority: row.priority,
    urgency: row.urgency,
    impact: row.impact,
    product: row.product,
    organisation: row.organisation,
    line: row.line,
    queue: row.queue,
    status: row.status,
    waitingFor: row.waitingFor,
    channel: row.channel,
    requesterRole: row.requesterRole,
    assignee: row.assignee,
    open: isOpen(calendar, at),
    clock: typeof data.clock === 'string' ? data.clock : null,
    words: searchable(row.text),
  }
}

/** Reads what verbs will count by, so that nothing but SQL is awaited in the transaction that they run in. */
export async function warmPromise(ctx: Context, row: FactRow): Promise<void> {
  const { levelId, levelVersion, calendarVersion, priority, createdAt } = row
  const closedDays = row.closedDays === null ? null : JSON.parse(row.closedDays)
  await promiseOf(ctx, { levelId, levelVersion, calendarVersion, closedDays }, priority, createdAt)
}
