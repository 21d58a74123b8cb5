import type { Reader, Transaction, Write } from '#db/client.ts'
import type { Actor } from './actor.ts'

export type { Reader, Transaction, Write }

/** The only thing passed around: who acts, when, and the means. */
export type Context = {
  actor: Actor
  /** UTC epoch milliseconds of the request; the domain has no other clock. */
  now: number
  db: Reader
  /** Runs inside the one write lane; nothing but its own SQL is awaited inside. */
  write: Write
  files: Files
  ids: { next(): string }
  /** ISO dates of a country's national public holidays in a year. */
  holidays: Holidays
  requestId: string
}

/** A context within a transaction: what came before in it is seen, and its writes go there. */
export function within(ctx: Context, tx: Transaction): Context {
  return { ...ctx, db: tx as unknown as Reader, write: (work) => work(tx) }
}

export type Holidays = (country: string, year: number) => Promise<readonly string[]>

/** Stored contents, named by their SHA-256 (hex). */
export type Files = {
  has(hash: string): Promise<boolean>
  remove(hash: string): Promise<void>
}
