import { type Context, isDomainError, type Transaction, within } from '../shared/index.ts'
import {
  changePriority,
  changeQueue,
  changeRequestType,
  changeStatus,
  changeTeam,
  parseReference,
  type Reference,
  type Render,
  writeAsSystem,
} from '../tickets/index.ts'
import type { ProcessAction } from './definition.ts'
import { ticketNow } from './run-store.ts'

/** One action, by the verb that people do it with. */
async function perform(
  ctx: Context,
  tx: Transaction,
  reference: Reference,
  action: ProcessAction,
  render: Render,
): Promise<void> {
  switch (action.kind) {
    case 'status': {
      const { status, waitingFor } = action
      const ticket = await ticketNow(tx, parseReference(reference) ?? 0)
      // It is so already.
      if (ticket?.status === status && ticket.waitingFor === (waitingFor ?? null)) return
      return changeStatus(ctx, { reference, status, waitingFor })
    }
    case 'queue':
      return changeQueue(ctx, { reference, queue: action.queue })
    case 'request-type':
      return changeRequestType(ctx, { reference, requestType: action.requestType })
    case 'team':
      return changeTeam(ctx, { reference, team: action.team })
    case 'priority': {
      const { impact, urgency, reason } = action
      return changePriority(ctx, { reference, impact, urgency, reason })
    }
    case 'note':
      return writeAsSystem(ctx, { reference, body: action.text, internal: true }, { render })
  }
}

/**
 * What is done on coming to a step, each behind a savepoint: what a verb refuses stops neither the process nor the rest.
 * @returns what was refused
 */
export async function enter(
  ctx: Context,
  tx: Transaction,
  reference: Reference,
  { processId, actions, render }: { processId: string; actions: readonly ProcessAction[]; render: Render },
): Promise<{ kind: string; code: string }[]> {
  const acting: Context = { ...ctx, actor: { kind: 'system', name: `process:${processId}` } }
  const refused: { kind: string; code: string }[] = []
  for (const action of actions) {
    try {
      await tx.transaction((inner) => perform(within(acting, inner), inner, reference, action, render))
    } catch (error) {
      if (!isDomainError(error)) throw error
      refused.push({ kind: action.kind, code: error.fields[0]?.code ?? error.code })
    }
  }
  return refused
}
