import { type Caller, findCaller, type KnownCaller, searchCallers } from '#domain/customers/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { mayUseDesk } from '#domain/tickets/index.ts'

/** For whom the desk writes a ticket: found, or whom what was typed may mean. */
export type Calling = { caller: KnownCaller | null; candidates: Caller[] }

export const noCalling: Calling = { caller: null, candidates: [] }

/** @param typed an address, or a part of a name; one person who fits is that person */
export async function callingOf(ctx: Context, typed: string): Promise<Calling> {
  if (!mayUseDesk(ctx.actor) || typed.trim() === '') return noCalling
  const caller = await findCaller(ctx, typed)
  if (caller) return { caller, candidates: [] }
  const candidates = await searchCallers(ctx, { q: typed.slice(0, 120) })
  const [only, ...more] = candidates
  if (only && more.length === 0) return { caller: await findCaller(ctx, only.email), candidates: [] }
  return { caller: null, candidates }
}
