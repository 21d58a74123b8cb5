import { type Context, conflict, notFound, type Reader, type Transaction } from '../shared/index.ts'
import { isActive, parseReference, type Reference, referenceOf, visibleOf } from '../tickets/index.ts'
import type { ProcessDefinition } from './definition.ts'
import { sideOf } from './policy.ts'
import { lastRun, type RunRow, type StepRow, stepsOf, ticketNow } from './run-store.ts'
import { findVersion } from './store.ts'
import type { StepProgress, TicketProcess } from './types.ts'

export type TicketAt = { id: number; reference: Reference; organisationId: string; active: boolean }

/** The ticket as far as processes care. @throws DomainError `not-found` where the actor may not see it */
export async function getTicketAt(
  ctx: Context,
  db: Reader | Transaction,
  reference: string,
): Promise<TicketAt> {
  const id = parseReference(reference)
  const seen = id !== null && (await visibleOf(db as Reader, ctx.actor, [id])).has(id)
  const row = seen ? await ticketNow(db, id) : null
  if (!row) throw notFound('ticket')
  const { organisationId, status } = row
  return { id: row.id, reference: referenceOf(row.id), organisationId, active: isActive(status) }
}

export function requireActive({ active }: TicketAt): void {
  if (!active) throw conflict('ticket-not-active')
}

/** The version that the run began with. */
export async function definitionOf(db: Reader | Transaction, run: RunRow): Promise<ProcessDefinition> {
  const version = await findVersion(db as Reader, run.processId, run.version)
  if (!version) throw new Error(`no version ${run.version} of the process ${run.processId}`)
  return version.definition
}

function progress(definition: ProcessDefinition, run: RunRow, done: readonly StepRow[]): StepProgress[] {
  return definition.steps.map(({ id, names, by }) => {
    const row = done.find(({ step }) => step === id)
    const rest = run.state === 'running' ? 'ahead' : 'left-out'
    return {
      id,
      names,
      by,
      state: run.step === id ? 'now' : row ? 'done' : rest,
      completedAt: row?.completedAt ?? null,
      completedBy: row ? { id: row.personId, name: row.personName } : null,
    }
  })
}

/** The process that runs on a ticket, or that ran last; null: none ever did. */
export async function ticketProcess(ctx: Context, reference: string): Promise<TicketProcess | null> {
  const ticket = await getTicketAt(ctx, ctx.db, reference)
  const run = await lastRun(ctx.db, ticket.id)
  if (!run) return null
  const [definition, done] = await Promise.all([definitionOf(ctx.db, run), stepsOf(ctx.db, run.id)])
  const side = sideOf(ctx.actor)
  const own = definition.steps.filter(({ by }) => by === side)
  const step = ticket.active ? own.find(({ id }) => id === run.step) : undefined
  const fields = own.flatMap((each) => each.fields)
  return {
    reference: ticket.reference,
    processId: run.processId,
    names: definition.names,
    state: run.state,
    steps: progress(definition, run, done),
    turn: run.turn,
    form: step
      ? { id: step.id, names: step.names, by: step.by, text: step.text, fields: step.fields, next: step.next }
      : null,
    labels: Object.fromEntries(fields.map(({ key, names }) => [key, names])),
    reason: side === 'agent' ? run.reason : null,
    refused: side === 'agent' ? run.refused : [],
  }
}
