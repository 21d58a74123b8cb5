import { eq, lt } from 'drizzle-orm'
import type { RateLimiterStoreAbstract as StoreAbstract } from 'rate-limiter-flexible'
import { RateLimiterRes } from 'rate-limiter-flexible'
// Typed by the package, yet left out of its entry: the base that its own stores extend.
import RateLimiterStoreAbstractModule from 'rate-limiter-flexible/lib/RateLimiterStoreAbstract.js'
import type { Database } from '#db/client.ts'
import { attempts } from '#db/schema/index.ts'

const RateLimiterStoreAbstract = RateLimiterStoreAbstractModule as unknown as typeof StoreAbstract

type Stored = { points: number; expiresAt: number | null }

/** rate-limiter-flexible over our own database, so that a limit survives a restart. */
class DatabaseLimiter extends RateLimiterStoreAbstract {
  readonly #database: Database

  constructor(database: Database, options: { keyPrefix: string; points: number; duration: number }) {
    super(options as never)
    this.#database = database
  }

  _getRateLimiterRes(_key: string, changed: number, stored: Stored): RateLimiterRes {
    const points = (this as unknown as { points: number }).points
    const left = stored.expiresAt === null ? -1 : Math.max(stored.expiresAt - Date.now(), 0)
    return new RateLimiterRes(
      Math.max(points - stored.points, 0),
      left,
      stored.points,
      stored.points === changed,
    )
  }

  async _upsert(key: string, points: number, msDuration: number, forceExpire = false): Promise<Stored> {
    const now = Date.now()
    const expiresAt = msDuration > 0 ? now + msDuration : null
    return this.#database.write(async (tx) => {
      const [row] = await tx.select().from(attempts).where(eq(attempts.key, key))
      const live = row && !forceExpire && this.#isLive(row, now)
      const next = live ? { points: row.points + points, expiresAt: row.expiresAt } : { points, expiresAt }
      await tx
        .insert(attempts)
        .values({ key, ...next })
        .onConflictDoUpdate({ target: attempts.key, set: next })
      return next
    })
  }

  async _get(key: string): Promise<Stored | null> {
    const [row] = await this.#database.reader.select().from(attempts).where(eq(attempts.key, key))
    return row && this.#isLive(row, Date.now()) ? row : null
  }

  /** One that would last longer than any does was counted before the server's clock was set back. */
  #isLive({ expiresAt }: Stored, now: number): boolean {
    const { duration } = this as unknown as { duration: number }
    return expiresAt === null || (expiresAt > now && expiresAt <= now + duration * 1000)
  }

  async _delete(key: string): Promise<boolean> {
    await this.#database.write((tx) => tx.delete(attempts).where(eq(attempts.key, key)))
    return true
  }
}

export type RateLimit = {
  /** Takes one point. @returns seconds to wait, or 0 when allowed */
  take(key: string): Promise<number>
  /** Seconds to wait as it stands, without taking a point. */
  blockedFor(key: string): Promise<number>
  reset(key: string): Promise<void>
  /** Returns a taken point. */
  giveBack(key: string): Promise<void>
}

/** @param points allowed in `seconds`, per key */
export function createRateLimit(
  database: Database,
  name: string,
  points: number,
  seconds: number,
): RateLimit {
  const limiter = new DatabaseLimiter(database, { keyPrefix: name, points, duration: seconds })
  const wait = (result: RateLimiterRes | null): number =>
    result && result.consumedPoints > points ? Math.max(1, Math.ceil(result.msBeforeNext / 1000)) : 0
  return {
    async take(key) {
      try {
        return wait(await limiter.consume(key))
      } catch (refused) {
        if (refused instanceof Error) throw refused
        return Math.max(1, wait(refused as RateLimiterRes))
      }
    },
    async blockedFor(key) {
      const result = await limiter.get(key)
      return result && result.consumedPoints >= points
        ? Math.max(1, Math.ceil(result.msBeforeNext / 1000))
        : 0
    },
    giveBack: async (key) => {
      await limiter.reward(key, 1)
    },
    reset: async (key) => {
      await limiter.delete(key)
    },
  }
}

export async function sweepAttempts(database: Database): Promise<void> {
  await database.write((tx) => tx.delete(attempts).where(lt(attempts.expiresAt, Date.now())))
}
