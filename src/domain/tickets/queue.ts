import type { Status } from './status.ts'

export const followUps = ['reopen', 'reopen-within', 'new-linked', 'refuse'] as const
/** What becomes of a customer's message to a closed ticket. */
export type FollowUp = (typeof followUps)[number]

/** What it comes to for one message: `new-linked` opens a ticket that goes on with this one. */
export type Outcome = 'reopen' | 'new-linked' | 'refuse'

export type QueueDefinition = {
  id: string
  names: Record<'pt' | 'en', string>
  followUp: FollowUp
  /** Days after closing; with `reopen-within`. */
  followUpDays: number | null
}

/** The queue that a portal has before it defines any; a row of the same id stands in for it. */
export const supportQueue: QueueDefinition = {
  id: 'support',
  names: { pt: 'Suporte', en: 'Support' },
  followUp: 'reopen',
  followUpDays: null,
}

const day = 86_400_000

/** What becomes of a customer's message now. What is only resolved always reopens. */
export function followUpOf(
  queue: Pick<QueueDefinition, 'followUp' | 'followUpDays'>,
  ticket: { status: Status; closedAt: number | null },
  now: number,
): Outcome {
  if (ticket.status !== 'closed') return 'reopen'
  if (queue.followUp !== 'reopen-within') return queue.followUp
  const until = (ticket.closedAt ?? 0) + (queue.followUpDays ?? 0) * day
  return now <= until ? 'reopen' : 'new-linked'
}
