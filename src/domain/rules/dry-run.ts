import { type Context, invalid, parse } from '../shared/index.ts'
import { type Calendar, getSupportCalendar, isOpen } from '../sla/index.ts'
import { currentMatrix, type PriorityMatrix, referenceOf } from '../tickets/index.ts'
import { problemsOf } from './check.ts'
import { choicesFor } from './choices.ts'
import type { RuleDefinition } from './definition.ts'
import { kindsFor } from './facts.ts'
import { foresee, type Known } from './foresee.ts'
import { asks, type Facts, type Kinds, matches, searchable } from './match.ts'
import { requireEditor } from './policy.ts'
import { type Moment, replay } from './replay.ts'
import { eventsOfTickets, type FactRow, newestFacts, type PastEvent } from './runs-store.ts'
import { ruleSchema } from './save-rule.ts'
import type { DryRun } from './types.ts'

/** So many tickets are looked at. */
export const dryRunTickets = 1000
const mostEvents = 50_000
const mostShown = 100

/**
 * What a rule, saved or not, would have done to the newest tickets: each event is looked at by itself, with what was known of
 * the ticket then. Product, organisation and requester are those of today. Nothing is written.
 */
export async function dryRun(
  ctx: Context,
  input: unknown,
  { calendar: hours }: { calendar: string },
): Promise<DryRun> {
  requireEditor(ctx.actor)
  const { id, name: _, version: _version, enabled: _enabled, ...definition } = parse(ruleSchema, input)
  const choices = await choicesFor(ctx.db, [definition])
  const problems = problemsOf(definition, choices)
  if (problems.length > 0) throw invalid(problems)
  const rows = await newestFacts(ctx.db, dryRunTickets, asks(definition, 'words'))
  const oldest = rows.at(-1)
  if (!oldest) return { tickets: 0, since: null, matched: 0, runs: 0, items: [] }
  const events = await eventsOfTickets(ctx.db, oldest.id, mostEvents)
  const seen = complete(rows, events)
  const calendar = await getSupportCalendar(ctx, hours, oldest.createdAt)
  const { matrix } = await currentMatrix(ctx)
  const kinds = await kindsFor(ctx.db, [definition])
  const { requestTypes } = choices
  const byTicket = Map.groupBy(events, ({ ticketId }) => ticketId)
  const found = seen.flatMap((row) => {
    const own = (byTicket.get(row.id) ?? []).reverse()
    const hits = hitsOf(definition, row, own, { calendar, matrix, kinds }, id ?? null)
    return hits.length > 0 ? [{ row, hits }] : []
  })
  return {
    tickets: seen.length,
    since: seen.at(-1)?.createdAt ?? null,
    matched: found.length,
    runs: found.reduce((sum, { hits }) => sum + hits.length, 0),
    items: found
      .slice(0, mostShown)
      .map(({ row, hits }) => itemOf(definition, row, hits, { matrix, requestTypes })),
  }
}

/** Of the oldest ones not all events may have been read. */
function complete(rows: readonly FactRow[], events: readonly PastEvent[]): readonly FactRow[] {
  const cut = events.length < mostEvents ? null : (events.at(-1)?.ticketId ?? null)
  return cut === null ? rows : rows.filter(({ id }) => id > cut)
}

function hitsOf(
  definition: RuleDefinition,
  row: FactRow,
  events: readonly PastEvent[],
  { calendar, matrix, kinds }: { calendar: Calendar; matrix: PriorityMatrix; kinds: Kinds },
  ruleId: string | null,
): Moment[] {
  const words = asks(definition, 'words') ? searchable(row.text) : ''
  const hours = asks(definition, 'hours')
  return replay(row, events, matrix).filter(({ event, trigger, state }) => {
    if (!definition.when.includes(trigger)) return false
    // What the rule itself brought about would have been stopped as a loop.
    if (ruleId !== null && (event.data.rule as { id?: string } | undefined)?.id === ruleId) return false
    const facts: Facts = {
      ...state,
      product: row.product,
      organisation: row.organisation,
      channel: row.channel,
      requesterRole: row.requesterRole,
      open: hours && isOpen(calendar, event.at),
      clock: typeof event.data.clock === 'string' ? event.data.clock : null,
      words,
    }
    return matches(definition, trigger, facts, kinds)
  })
}

function itemOf(
  { actions }: RuleDefinition,
  row: FactRow,
  hits: readonly Moment[],
  known: Omit<Known, 'product'>,
): DryRun['items'][number] {
  const [first] = hits as [Moment]
  return {
    reference: referenceOf(row.id),
    subject: row.subject,
    at: first.event.at,
    trigger: first.trigger,
    more: hits.length - 1,
    steps: foresee(actions, first.state, { ...known, product: row.product }),
  }
}
