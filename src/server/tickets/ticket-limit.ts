import { type Context, DomainError } from '#domain/shared/index.ts'
import type { Runtime } from '../runtime.ts'

/**
 * Lodges one of the tickets that a person may lodge in an hour. What is refused was none of them.
 * @throws DomainError `too-many`: `too-many-tickets` with `retryAfter`, seconds; and what `lodge` throws
 */
export async function withinTicketLimit<T>(
  { limits }: Pick<Runtime, 'limits'>,
  { actor }: Context,
  lodge: () => Promise<T>,
): Promise<T> {
  if (actor.kind !== 'person') return lodge()
  const wait = await limits.tickets.take(actor.id)
  if (wait > 0) throw new DomainError('too-many', 'too-many-tickets', { details: { retryAfter: wait } })
  try {
    return await lodge()
  } catch (error) {
    await limits.tickets.giveBack(actor.id)
    throw error
  }
}
