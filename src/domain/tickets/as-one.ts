import { type Context, within } from '../shared/index.ts'
import { getSupportCalendar } from '../sla/index.ts'
import { loadTicket } from './change.ts'

/**
 * Reads what verbs will count by, so that nothing but SQL is awaited in the transaction that they run in.
 * @throws DomainError `not-found`
 */
export async function warm(ctx: Context, reference: string): Promise<void> {
  await loadTicket(ctx, reference)
  await getSupportCalendar(ctx)
}

/**
 * Several verbs on a ticket as one deed: each sees what came before it, and all of it is written or nothing, so that a
 * deed that did not end well can be done again.
 */
export async function asOne<T>(
  ctx: Context,
  reference: string,
  verbs: (ctx: Context) => Promise<T>,
): Promise<T> {
  await warm(ctx, reference)
  return ctx.write((tx) => verbs(within(ctx, tx)))
}
