import { z } from 'zod'
import { fold } from '../../words/index.ts'
import { type Context, notAllowed, parse } from '../shared/index.ts'
import { mayUseDesk } from '../tickets/index.ts'
import { callersLike, findCallerByEmail } from './caller-store.ts'
import { contractsFrom, inForce, pastTicket } from './parts.ts'
import { contractRows, latestTickets, lookedAfterBy } from './store.ts'
import type { PastTicket } from './types.ts'

/** Somebody who may ask for support, as the desk chooses whom it writes a ticket for. */
export type Caller = {
  id: string
  name: string
  email: string
  role: 'customer' | 'customer-manager' | 'partner'
  lang: 'pt' | 'en'
  organisation: { id: string; name: string }
}

/** What the desk should know of whoever calls before it writes down what they ask. */
export type KnownCaller = Caller & {
  /** For whom they may ask, their own first: a partner's are several. */
  organisations: { id: string; name: string }[]
  /** What the contract in force of their own promises; null: nothing. */
  level: string | null
  /** Their latest that are not done: perhaps it is one of them. */
  open: PastTicket[]
}

const shown = 8
const looked = 10
const mostOpen = 3
const mostWords = 5
const active = ['new', 'open', 'waiting']

const searchSchema = z.object({
  q: z.string().trim().max(120).default(''),
  limit: z.int().min(1).max(shown).default(shown),
})

/** Whom the words may mean, by name; nobody of no words. Accents and case do not matter. */
export async function searchCallers(ctx: Context, input: unknown): Promise<Caller[]> {
  if (!mayUseDesk(ctx.actor)) throw notAllowed('desk-only')
  const { q, limit } = parse(searchSchema, input)
  const words = fold(q).split(/\s+/).filter(Boolean).slice(0, mostWords)
  return words.length === 0 ? [] : callersLike(ctx.db, words, limit)
}

/** By address. @returns null: nobody who may ask has it */
export async function findCaller(ctx: Context, email: string): Promise<KnownCaller | null> {
  if (!mayUseDesk(ctx.actor)) throw notAllowed('desk-only')
  const person = await findCallerByEmail(ctx.db, email.trim().toLowerCase())
  if (!person) return null
  const { organisation, role } = person
  const [others, contracts, tickets] = await Promise.all([
    role === 'partner' ? lookedAfterBy(ctx.db, organisation.id) : [],
    contractRows(ctx.db, organisation.id),
    latestTickets(ctx.db, { requesterId: person.id }, looked),
  ])
  return {
    ...person,
    organisations: [organisation, ...others],
    level: inForce(contractsFrom(contracts, ctx.now), ctx.now)?.level ?? null,
    open: tickets
      .filter(({ status }) => active.includes(status))
      .slice(0, mostOpen)
      .map(pastTicket),
  }
}
