import { type EventRow, eventsAfter, lastEventId, moveReader, readerPosition } from '../events/index.ts'
import { type Context, isDomainError, notAllowed, type Reader, type Transaction } from '../shared/index.ts'
import { type Calendar, getSupportCalendar } from '../sla/index.ts'
import { referenceOf } from '../tickets/index.ts'
import { type Cause, causeOf, type Stop, stopped } from './chain.ts'
import type { Action, Trigger } from './definition.ts'
import { factsNow, kindsFor, warmPromise } from './facts.ts'
import { type Kinds, matches } from './match.ts'
import { perform, type RuleMeans } from './perform.ts'
import { countRuns, type FactRow, factsOf, findRun, insertRun, type RunRow } from './runs-store.ts'
import { mostRules } from './save-rule.ts'
import { rulesInOrder } from './store.ts'
import { triggerOf } from './triggers.ts'
import type { Rule, Step } from './types.ts'

const reader = 'rules'
const batch = 200

/** An event that rules may act on. */
type Occasion = { event: EventRow; ticketId: number; trigger: Trigger }

/**
 * Runs the rules for what happened since the last call, up to and with the first event that concerns one. What rules do,
 * the record of it and the reader's place are one transaction: killed at any point, nothing is done twice or left out.
 * @param failed told of what went wrong by no fault of the ticket; the event is then passed over, and said so
 * @returns how many events were read; none: there are no more
 */
export async function runRules(
  ctx: Context,
  means: RuleMeans,
  failed: (error: unknown) => void,
): Promise<number> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  const place = await readerPosition(ctx.db, reader)
  const rules = await rulesInOrder(ctx.db, mostRules, true)
  const { occasion, read, last } = await nextOccasion(ctx, rules, place)
  if (read === 0) return 0
  const row = occasion && (await factsOf(ctx.db, occasion.ticketId))
  if (!occasion || !row) {
    await ctx.write((tx) => move(tx, place, last))
    return read
  }
  const calendar = await getSupportCalendar(ctx, means.calendar)
  await warmPromise(ctx, row)
  const kinds = await kindsFor(
    ctx.db,
    rules.map(({ definition }) => definition),
  )
  const turn = (acts: boolean): Promise<void> =>
    ctx.write(async (tx) => {
      if (!(await move(tx, place, last))) return
      for (const rule of await rulesInOrder(tx, mostRules, true))
        await consider(ctx, tx, rule, occasion, { calendar, kinds }, acts ? means : null)
    })
  await turn(true).catch(async (error: unknown) => {
    // What the database refuses passes; anything else would stop all rules at this event for ever.
    if (isOfDatabase(error)) throw error
    failed(error)
    await turn(false)
  })
  return read
}

async function nextOccasion(
  ctx: Context,
  rules: readonly Rule[],
  place: number,
): Promise<{ occasion: Occasion | null; read: number; last: number }> {
  // Without rules there is nothing to look through.
  if (rules.length === 0) {
    const last = await lastEventId(ctx.db)
    return { occasion: null, read: last > place ? 1 : 0, last }
  }
  const events = await eventsAfter(ctx.db, place, batch)
  for (const [at, event] of events.entries()) {
    const trigger = event.ticketId === null ? null : triggerOf(event)
    if (trigger === null || event.ticketId === null) continue
    if (rules.some((rule) => concerns(rule, event.id, trigger)))
      return { occasion: { event, ticketId: event.ticketId, trigger }, read: at + 1, last: event.id }
  }
  return { occasion: null, read: events.length, last: events.at(-1)?.id ?? place }
}

function concerns({ activeFrom, definition }: Rule, eventId: number, trigger: Trigger): boolean {
  return activeFrom !== null && eventId > activeFrom && definition.when.includes(trigger)
}

/** @returns false where another process was there meanwhile */
async function move(tx: Transaction, from: number, to: number): Promise<boolean> {
  if ((await readerPosition(tx, reader)) !== from) return false
  await moveReader(tx, reader, to)
  return true
}

/** One rule and one event. @param means null: it is only said that it failed */
async function consider(
  ctx: Context,
  tx: Transaction,
  rule: Rule,
  { event, ticketId, trigger }: Occasion,
  { calendar, kinds }: { calendar: Calendar; kinds: Kinds },
  means: RuleMeans | null,
): Promise<void> {
  if (!concerns(rule, event.id, trigger)) return
  // As the rules before it have left the ticket.
  const row = await factsOf(tx, ticketId)
  if (!row || !matches(rule.definition, trigger, factsNow(row, event, calendar), kinds)) return
  const cause = await causeIn(tx, event)
  const stop = stopped(rule.id, cause, await countRuns(tx, cause.root))
  const run = ctx.ids.next()
  const record = (outcome: RunRow['outcome'], reason: Stop | 'unexpected' | null, steps: Step[]) =>
    insertRun(tx, {
      id: run,
      ruleId: rule.id,
      version: rule.version,
      eventId: event.id,
      rootEventId: cause.root,
      ticketId,
      trigger,
      at: ctx.now,
      path: [...cause.path],
      outcome,
      reason,
      steps,
    })
  if (stop) return record('stopped', stop, [])
  if (!means) return record('failed', 'unexpected', [])
  const acting: Context = {
    ...ctx,
    actor: { kind: 'system', name: `rule:${rule.id}`, rule: { id: rule.id, name: rule.name, run } },
  }
  const steps: Step[] = []
  for (const action of rule.definition.actions) steps.push(await step(acting, tx, row, action, means))
  const all = steps.every(({ outcome }) => outcome === 'refused')
  return record(all ? 'refused' : 'done', null, steps)
}

async function causeIn(tx: Transaction, { id, data }: EventRow): Promise<Cause> {
  const by = (data.rule as { run?: unknown } | undefined)?.run
  return causeOf(id, typeof by === 'string' ? await findRun(tx, by) : null)
}

/** Behind a savepoint: what a verb refuses leaves nothing behind and does not stop the others. */
async function step(
  ctx: Context,
  tx: Transaction,
  { id, lang }: FactRow,
  action: Action,
  means: RuleMeans,
): Promise<Step> {
  const { kind } = action
  const before = await lastEventId(tx)
  try {
    await tx.transaction((inner) => {
      // What the actions before it did is seen here alone.
      const within: Context = { ...ctx, db: inner as unknown as Reader, write: (work) => work(inner) }
      return perform(within, referenceOf(id), action, lang, means)
    })
  } catch (error) {
    if (!isDomainError(error)) throw error
    const [field] = error.fields
    return { kind, outcome: 'refused', code: field ? `${field.field}: ${field.code}` : error.code }
  }
  return { kind, outcome: (await lastEventId(tx)) > before ? 'done' : 'nothing', code: null }
}

function isOfDatabase(error: unknown): boolean {
  const code = (each: unknown): string => String((each as { code?: unknown } | null)?.code ?? '')
  return [code(error), code(error instanceof Error ? error.cause : null)].some((each) =>
    each.startsWith('SQLITE_'),
  )
}
