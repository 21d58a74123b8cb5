import { type Caller, findCaller, type KnownCaller, searchCallers } from '#domain/customers/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { mayUseDesk } from '#domain/tickets/index.ts'

/** For whom the desk writes a ticket: found, or whom what was typed may mean. */
export type Calling = {
  caller: KnownCaller | null
  /** By part of a name: whoever sends the form has not seen yet whom it means. */
  guessed: boolean
  candidates: Caller[]
}

export const noCalling: Calling = { caller: null, guessed: false, candidates: [] }

/** @param typed an address, or a part of a name; one person who fits is guessed to be meant */
export async function callingOf(ctx: Context, typed: string): Promise<Calling> {
  if (!mayUseDesk(ctx.actor) || typed.trim() === '') return noCalling
  const caller = await findCaller(ctx, typed)
  if (caller) return { ...noCalling, caller }
  const candidates = await searchCallers(ctx, { q: typed.slice(0, 120) })
  const [only, ...more] = candidates
  if (only && more.length === 0)
    return { caller: await findCaller(ctx, only.email), guessed: true, candidates: [] }
  return { ...noCalling, candidates }
}
