import type { TicketRow } from './store.ts'

const moments = ['firstRespondedAt', 'resolvedAt', 'closedAt'] as const

/** Nothing is done to a ticket before it was opened, also where the server's clock was set back since. */
export function notBefore(createdAt: number, set: Partial<TicketRow>): Partial<TicketRow> {
  const known = moments.flatMap((name) => {
    const at = set[name]
    return typeof at === 'number' ? [[name, Math.max(at, createdAt)] as const] : []
  })
  return { ...set, ...Object.fromEntries(known) }
}
