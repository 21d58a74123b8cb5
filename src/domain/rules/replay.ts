import {
  type Level,
  type PriorityMatrix,
  priorityOf,
  type Status,
  type WaitingFor,
} from '../tickets/index.ts'
import type { Trigger } from './definition.ts'
import { fieldsOf } from './facts.ts'
import type { FactRow, PastEvent } from './runs-store.ts'
import { triggerOf } from './triggers.ts'

/** What the events of a ticket tell of it at one moment. */
export type State = {
  status: Status
  waitingFor: WaitingFor | null
  line: number
  queue: string
  requestType: string | null
  team: string | null
  impact: Level
  urgency: Level
  priority: Level
  assignee: string | null
  fields: Readonly<Record<string, string>>
}

export type Moment = { event: PastEvent; trigger: Trigger; state: State }

/** As it was opened: what changed later is known from what the change says was before. */
function opening(row: FactRow, events: readonly PastEvent[], matrix?: PriorityMatrix): State {
  const raised = events.find(({ type }) => type === 'ticket.priority-changed')?.data
  const before = raised?.before as { impact?: Level; urgency?: Level } | undefined
  const impact = before?.impact ?? row.impact
  const urgency = before?.urgency ?? row.urgency
  const moved = events.find(({ type }) => type === 'ticket.queue-changed')?.data
  const given = events.find(({ type }) => type === 'ticket.team-changed')?.data
  const typed = events.find(({ type }) => type === 'ticket.type-changed')?.data
  return {
    status: 'new',
    waitingFor: null,
    line: 1,
    queue: typeof moved?.from === 'string' ? moved.from : row.queue,
    team: given ? (given.from as string | null) : row.team,
    requestType: typed ? (typed.from as string | null) : row.requestType,
    impact,
    urgency,
    priority: priorityOf(impact, urgency, matrix),
    assignee: null,
    fields: events.reduceRight((fields, event) => answered(fields, event, 'was'), fieldsOf(row)),
  }
}

type Answers = Readonly<Record<string, string>>

/** Answers before or after a correction of them; other events leave them as they are. */
function answered(fields: Answers, { type, data }: PastEvent, which: 'was' | 'is'): Answers {
  if (type !== 'ticket.fields-changed') return fields
  const next = { ...fields }
  for (const change of data.changes as { field: string; was: string | null; is: string | null }[]) {
    const value = change[which]
    if (value === null) delete next[change.field]
    else next[change.field] = value
  }
  return next
}

function after(state: State, event: PastEvent): State {
  const { type, data } = event
  const begun: Status = state.status === 'new' ? 'open' : state.status
  switch (type) {
    case 'ticket.claimed':
      return { ...state, assignee: data.to as string, status: begun }
    case 'ticket.assigned':
      return { ...state, assignee: (data.to as string | null) ?? null }
    case 'ticket.escalated':
      return {
        ...state,
        line: Number(data.to),
        assignee: (data.assignee as string | null) ?? null,
        status: begun,
      }
    case 'ticket.moved':
      return { ...state, line: Number(data.to) }
    case 'ticket.handed-back':
      return { ...state, line: Number(data.to), assignee: (data.assignee as string | null) ?? null }
    case 'ticket.status-changed':
    case 'ticket.closed':
    case 'ticket.reopened':
      return {
        ...state,
        status: data.to as Status,
        waitingFor: (data.waitingFor as WaitingFor | null) ?? null,
      }
    case 'ticket.fix-available':
      return { ...state, status: 'resolved', waitingFor: null }
    case 'ticket.priority-changed':
      return {
        ...state,
        priority: data.to as Level,
        impact: data.impact as Level,
        urgency: data.urgency as Level,
      }
    case 'ticket.queue-changed':
      return { ...state, queue: data.to as string }
    case 'ticket.team-changed':
      return { ...state, team: data.to as string | null }
    case 'ticket.type-changed':
      return { ...state, requestType: data.to as string | null }
    case 'ticket.fields-changed':
      return { ...state, fields: answered(state.fields, event, 'is') }
    default:
      return state
  }
}

/**
 * A ticket at each of its events that rules may act on, as they would have seen it: events of one transaction are over
 * when the first of them is read. @param events its own, in order
 */
export function replay(row: FactRow, events: readonly PastEvent[], matrix?: PriorityMatrix): Moment[] {
  let state = opening(row, events, matrix)
  const moments: Moment[] = []
  for (let at = 0; at < events.length; ) {
    const first = events[at] as PastEvent
    let end = at
    while (events[end]?.requestId === first.requestId && events[end]?.at === first.at) end++
    const together = events.slice(at, end)
    for (const event of together) state = after(state, event)
    for (const event of together) {
      const trigger = triggerOf(event)
      if (trigger) moments.push({ event, trigger, state })
    }
    at = end
  }
  return moments
}
