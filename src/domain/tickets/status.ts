export type Status = 'new' | 'open' | 'waiting' | 'resolved' | 'closed' | 'merged'
export type WaitingFor = 'customer' | 'engineering' | 'third-party' | 'planned-version'

export const statuses: readonly Status[] = ['new', 'open', 'waiting', 'resolved', 'closed', 'merged']
export const waitingFors: readonly WaitingFor[] = [
  'customer',
  'engineering',
  'third-party',
  'planned-version',
]

/** Somebody still has something to do. */
export const active: readonly Status[] = ['new', 'open', 'waiting']

const transitions: Record<Status, readonly Status[]> = {
  new: ['open', 'waiting', 'resolved', 'closed'],
  open: ['waiting', 'resolved', 'closed'],
  waiting: ['open', 'waiting', 'resolved', 'closed'],
  resolved: ['open', 'waiting', 'closed'],
  closed: ['open', 'waiting'],
  merged: [],
}

export function mayBecome(from: Status, to: Status): boolean {
  return transitions[from].includes(to)
}

export function isActive(status: Status): boolean {
  return active.includes(status)
}

export function isDone(status: Status): boolean {
  return status === 'resolved' || status === 'closed'
}
