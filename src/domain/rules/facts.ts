import type { Context, Reader } from '../shared/index.ts'
import { type Calendar, isOpen, promiseOf } from '../sla/index.ts'
import { allFields } from '../tickets/index.ts'
import { fieldOf, type RuleDefinition } from './definition.ts'
import { type Facts, type Kinds, searchable } from './match.ts'
import type { FactRow } from './runs-store.ts'

/** Of the fields, where any of the rules asks for one. */
export async function kindsFor(
  db: Reader,
  definitions: readonly Pick<RuleDefinition, 'conditions'>[],
): Promise<Kinds> {
  const any = definitions.some(({ conditions }) => conditions.some(({ fact }) => fieldOf(fact) !== null))
  return new Map(any ? (await allFields(db)).map(({ id, kind }) => [id, kind]) : [])
}

export function fieldsOf({ fields }: Pick<FactRow, 'fields'>): Record<string, string> {
  return JSON.parse(fields) as Record<string, string>
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
    requestType: row.requestType,
    team: row.team,
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
    fields: fieldsOf(row),
  }
}

/** Reads what verbs will count by, so that nothing but SQL is awaited in the transaction that they run in. */
export async function warmPromise(ctx: Context, row: FactRow): Promise<void> {
  const { levelId, levelVersion, calendarVersion, priority, createdAt } = row
  const closedDays = row.closedDays === null ? null : JSON.parse(row.closedDays)
  await promiseOf(ctx, { levelId, levelVersion, calendarVersion, closedDays }, priority, createdAt)
}
