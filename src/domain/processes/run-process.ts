import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  type Context,
  conflict,
  hasScope,
  invalid,
  isDesk,
  notAllowed,
  type Person,
  parse,
  type Transaction,
  within,
} from '../shared/index.ts'
import { type Render, replyToTicket, warm } from '../tickets/index.ts'
import { type AnswerWords, answersText, readAnswers, wayOn } from './answers.ts'
import { enter } from './enter.ts'
import { end } from './flow.ts'
import { sideOf } from './policy.ts'
import { insertRun, insertStep, runningOn, updateRun } from './run-store.ts'
import { findProcess } from './store.ts'
import { definitionOf, getTicketAt, requireActive, type TicketAt } from './ticket-process.ts'

/** What verbs that write the answers need beside their input. */
export type ProcessMeans = { render: Render; words: AnswerWords }

const reference = z.string().max(30)
const startSchema = z.object({ reference, process: z.string().min(1).max(64) })

function requireDesk({ actor }: Context): void {
  if (!isDesk(actor) || !hasScope(actor, 'tickets:write')) throw notAllowed('desk-only')
}

async function record(
  ctx: Context,
  tx: Transaction,
  ticket: TicketAt,
  what: 'started' | 'step-completed' | 'ended' | 'cancelled',
  data: Record<string, unknown>,
): Promise<void> {
  const { id: ticketId, organisationId } = ticket
  await recordEvent(ctx, tx, { type: `ticket.process-${what}`, ticketId, organisationId, data })
}

/** The desk begins a process on a ticket, which keeps the version of now. */
export async function startProcess(
  ctx: Context,
  input: unknown,
  { render }: Pick<ProcessMeans, 'render'>,
): Promise<void> {
  requireDesk(ctx)
  const values = parse(startSchema, input)
  await warm(ctx, values.reference)
  await ctx.write(async (tx) => {
    const ticket = await getTicketAt(ctx, tx, values.reference)
    requireActive(ticket)
    const process = await findProcess(tx, values.process)
    const [first] = process?.definition.steps ?? []
    if (!process || !first || process.archived) throw invalid([{ field: 'process', code: 'unknown' }])
    if (await runningOn(tx, ticket.id)) throw conflict('process-runs')
    const { id: processId, version, definition } = process
    const id = ctx.ids.next()
    await insertRun(tx, {
      id,
      ticketId: ticket.id,
      processId,
      version,
      state: 'running',
      step: first.id,
      turn: 1,
      startedAt: ctx.now,
      refused: [],
    })
    await record(ctx, tx, ticket, 'started', { names: definition.names, process: processId, version })
    const refused = await enter(ctx, tx, ticket.reference, { processId, actions: first.enter, render })
    if (refused.length > 0) await updateRun(tx, id, { refused })
  })
}

const submitSchema = z.object({
  reference,
  step: z.string().max(64),
  /** The one that the form was made for; another means that somebody was faster. */
  turn: z.coerce.number().int().min(1),
  button: z.union([z.literal('').transform(() => null), z.coerce.number().int().min(0).max(20)]).nullish(),
  /** By the fields' keys. */
  answers: z.record(z.string().max(64), z.string().max(100_000)).default({}),
})

/** The current step's form: the answers become a message, the process moves on, and what comes with the next step is done. */
export async function submitStep(ctx: Context, input: unknown, means: ProcessMeans): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'person' || !hasScope(actor, 'tickets:write')) throw notAllowed('tickets-not-yours')
  const values = parse(submitSchema, input)
  await warm(ctx, values.reference)
  await ctx.write((tx) => submit(ctx, tx, actor, values, means))
}

async function submit(
  ctx: Context,
  tx: Transaction,
  actor: Person,
  values: z.output<typeof submitSchema>,
  { render, words }: ProcessMeans,
): Promise<void> {
  const ticket = await getTicketAt(ctx, tx, values.reference)
  const run = await runningOn(tx, ticket.id)
  if (!run || run.turn !== values.turn || run.step !== values.step) throw conflict('process-moved')
  requireActive(ticket)
  const { processId, turn } = run
  const definition = await definitionOf(tx, run)
  const step = definition.steps.find(({ id }) => id === run.step)
  if (!step || step.by !== sideOf(actor)) throw notAllowed('process-step-not-yours')
  const { answers, problems } = readAnswers(step.fields, values.answers)
  if (problems.length > 0) throw invalid(problems)
  const way = wayOn(step, answers, values.button ?? null)
  if ('code' in way) throw invalid([way])
  const { names } = definition
  const body = answersText(actor.lang, { names, step, way }, answers, words)
  const message = { reference: ticket.reference, body, internal: step.by === 'agent' }
  const { messageId } = await replyToTicket(within(ctx, tx), message, { render })
  const completed = { completedBy: actor.id, completedAt: ctx.now }
  const button = way.names ? step.next.indexOf(way) : null
  await insertStep(tx, { runId: run.id, turn, step: step.id, answers, button, messageId, ...completed })
  const done = { process: processId, version: run.version }
  await record(ctx, tx, ticket, 'step-completed', { names: step.names, ...done, step: step.id, next: way.to })
  const ends = way.to === end
  const over = { state: 'ended', step: null, endedAt: ctx.now } as const
  await updateRun(tx, run.id, { turn: turn + 1, ...(ends ? over : { step: way.to }) })
  if (ends) await record(ctx, tx, ticket, 'ended', { names, ...done })
  const following = definition.steps.find(({ id }) => id === way.to)
  const actions = ends ? definition.end : (following?.enter ?? [])
  await updateRun(tx, run.id, {
    refused: await enter(ctx, tx, ticket.reference, { processId, actions, render }),
  })
}

const cancelSchema = z.object({ reference, reason: z.string().trim().min(1).max(500) })

/** Ends a process before its end. What was said in it stays. */
export async function cancelProcess(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { reason, ...values } = parse(cancelSchema, input)
  await ctx.write(async (tx) => {
    const ticket = await getTicketAt(ctx, tx, values.reference)
    const run = await runningOn(tx, ticket.id)
    if (!run) throw conflict('process-not-running')
    const { names } = await definitionOf(tx, run)
    await updateRun(tx, run.id, { state: 'cancelled', step: null, endedAt: ctx.now, reason, refused: [] })
    await record(ctx, tx, ticket, 'cancelled', { names, process: run.processId, reason })
  })
}
