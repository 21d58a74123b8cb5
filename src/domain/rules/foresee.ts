import { isActive, isOfProduct, mayBecome, type PriorityMatrix, priorityOf } from '../tickets/index.ts'
import type { Action } from './definition.ts'
import type { State } from './replay.ts'
import type { RuleChoices, Step } from './types.ts'

type Foreseen = { state: State; outcome: Step['outcome']; code: string | null }

/** What decides beside the ticket's state. */
export type Known = {
  matrix?: PriorityMatrix | undefined
  /** Those in use. */
  requestTypes: RuleChoices['requestTypes']
  product: string | null
}

/** What would come of the actions, one after the other, as far as the ticket's state decides it. */
export function foresee(actions: readonly Action[], before: State, known: Known): Step[] {
  let state = before
  return actions.map((action) => {
    const { outcome, code, state: next } = foreseen(action, state, known)
    state = next
    return { kind: action.kind, outcome, code }
  })
}

function foreseen(action: Action, state: State, { matrix, requestTypes, product }: Known): Foreseen {
  const become = (change: Partial<State>): Foreseen => {
    const next = { ...state, ...change }
    const same = Object.entries(change).every(([name, value]) => state[name as keyof State] === value)
    return { state: next, outcome: same ? 'nothing' : 'done', code: null }
  }
  const refuse = (code: string): Foreseen => ({ state, outcome: 'refused', code })
  switch (action.kind) {
    case 'assign':
      return become({ assignee: action.person ?? null })
    case 'escalate':
      if (!isActive(state.status)) return refuse('ticket-not-active')
      if (action.line <= state.line) return refuse('escalate-upwards')
      return become({ line: action.line, assignee: action.person ?? null })
    case 'priority': {
      const impact = action.impact ?? state.impact
      const urgency = action.urgency ?? state.urgency
      return become({ impact, urgency, priority: priorityOf(impact, urgency, matrix) })
    }
    case 'status': {
      const { status, waitingFor = null } = action
      const same = status === state.status && waitingFor === state.waitingFor
      if (same || !mayBecome(state.status, status)) return refuse('status-not-possible')
      return become({ status, waitingFor: status === 'waiting' ? waitingFor : null })
    }
    case 'queue':
      return become({ queue: action.queue })
    case 'team':
      return become({ team: action.team })
    case 'request-type': {
      const { requestType } = action
      const type = requestTypes.find(({ id }) => id === requestType)
      // As the verb refuses it, field and reason.
      if (type && requestType !== state.requestType && !isOfProduct(type, product))
        return refuse('requestType: type-not-of-product')
      return become({ requestType })
    }
    default:
      return { state, outcome: 'done', code: null }
  }
}
