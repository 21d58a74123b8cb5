import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '#domain/shared/index.ts'
import { continueRebuild, gatherFacts } from '#domain/stats/index.ts'
import { claimTicket, rateTicket, reopenTicket, replyToTicket } from '#domain/tickets/index.ts'
import type { Name } from '#tests/support/world.ts'
import { createDesk, type Desk, means, minute } from '../tickets/support.ts'

export const hour: number = 60 * minute

export type House = Desk & {
  /** Lets the reader of events come to the end. */
  gather(now?: number): Promise<void>
  reply(who: Name, reference: string, at: number, more?: Record<string, unknown>): Promise<void>
  claim(who: Name, reference: string, at: number): Promise<void>
  reopen(who: Name, reference: string, at: number): Promise<void>
  rate(who: Name, reference: string, at: number, score: number): Promise<void>
}

export async function createHouse(): Promise<House> {
  const desk = await createDesk()
  return {
    ...desk,
    async gather(now) {
      const ctx = await desk.as({ kind: 'system', name: 'statistics' }, now)
      while (await gatherFacts(ctx));
      while (await continueRebuild(ctx));
    },
    async reply(who, reference, at, more = {}) {
      await replyToTicket(await desk.as(who, at), { reference, body: 'Veja isto.', ...more }, means)
    },
    async claim(who, reference, at) {
      await claimTicket(await desk.as(who, at), { reference })
    },
    async reopen(who, reference, at) {
      await reopenTicket(await desk.as(who, at), { reference })
    },
    async rate(who, reference, at, score) {
      await rateTicket(await desk.as(who, at), { reference, score })
    },
  }
}

/** One row of the facts. */
export async function factsOf(house: Desk, id: number): Promise<Record<string, unknown>> {
  const { rows } = await house.database.client.execute({
    sql: 'select * from ticket_facts where ticket_id = ?',
    args: [id],
  })
  return { ...rows[0] }
}

/** A database that answers each query with nothing, and keeps the steps by which it would be read. */
export function explain(db: Reader): { explaining: Reader; plans: string[] } {
  const plans: string[] = []
  const explaining = {
    all: async (query: SQL) => {
      const rows = await db.all<{ detail: string }>(sql`explain query plan ${query}`)
      plans.push(...rows.map(({ detail }) => detail))
      return []
    },
  }
  return { explaining: explaining as never, plans }
}
