import { type ClockEntry, type ClockName, replay } from '../sla/index.ts'
import type { LoadedTicket } from './store.ts'

const kept = [
  'line',
  'status',
  'waitingFor',
  'assigneeId',
  'ownerId',
  'teamId',
  'impact',
  'urgency',
  'priority',
  'priorityRank',
  'calendarVersion',
  'resolvedAt',
  'closedAt',
  'unansweredSince',
  'plannedVersion',
  'fixedAt',
] as const

const clocks: readonly ClockName[] = ['first-response', 'update', 'resolution', 'line']

type Phase = ReturnType<typeof replay>['phase']

/** A ticket as far as claiming, assigning, escalating, priority, status, team and tags change it. */
export type Snapshot = Pick<LoadedTicket, (typeof kept)[number]> & {
  phases: Record<ClockName, Phase>
  tags: readonly string[]
}

export function snapshotOf(ticket: LoadedTicket, tags: readonly string[]): Snapshot {
  const phases = Object.fromEntries(clocks.map((clock) => [clock, replay(ticket.ledger, clock).phase]))
  return {
    ...(Object.fromEntries(kept.map((name) => [name, ticket[name]])) as Pick<
      Snapshot,
      (typeof kept)[number]
    >),
    phases: phases as Snapshot['phases'],
    tags,
  }
}

type Reasons = Record<'resume' | 'pause' | 'stop', string>

/** Ledger entries after which each clock goes, rests or is stopped as it did; what counted meanwhile stays counted. */
export function backTo(
  ledger: readonly ClockEntry[],
  wanted: Snapshot['phases'],
  reasons: Reasons,
  at: number,
): ClockEntry[] {
  return clocks.flatMap((clock) => {
    const mark = (kind: 'resume' | 'pause' | 'stop'): ClockEntry => ({
      at,
      clock,
      kind,
      minutes: null,
      reason: reasons[kind],
    })
    const { phase } = replay(ledger, clock)
    const want = wanted[clock]
    if (phase === want || phase === 'idle') return []
    if (want === 'running') return [mark('resume')]
    if (want === 'paused') return phase === 'running' ? [mark('pause')] : [mark('resume'), mark('pause')]
    return phase === 'stopped' ? [] : [mark('stop')]
  })
}
