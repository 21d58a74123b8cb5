import { createHmac, randomBytes } from 'node:crypto'

export type Client = { address: string; userAgent: string }

/** Tells voters apart, for a day or two, without keeping who they are. */
export type Voters = {
  /** Ids that the voter's vote on an article has: today's first, then the one a vote of yesterday may have. */
  ids(voter: string, article: string, now: number): readonly [string, ...string[]]
  /** Stands for an address in the key of a limit. */
  alias(address: string, now: number): string
}

const day = 86_400_000

/**
 * The salt of a day is in memory alone and is forgotten with it: from then on nobody, not even with the database, can
 * tell which address a vote came from.
 */
export function createVoters(random: (size: number) => Buffer = randomBytes): Voters {
  const salts = new Map<number, Buffer>()

  function saltsAt(now: number): [Buffer, ...Buffer[]] {
    const today = Math.floor(now / day)
    for (const held of salts.keys()) if (held < today - 1) salts.delete(held)
    const salt = salts.get(today) ?? random(32)
    salts.set(today, salt)
    const before = salts.get(today - 1)
    return before ? [salt, before] : [salt]
  }
  const digest = (salt: Buffer, words: readonly string[]): string =>
    createHmac('sha256', salt).update(JSON.stringify(words)).digest('base64url').slice(0, 32)

  return {
    ids(voter, article, now) {
      const [salt, ...before] = saltsAt(now)
      const words = ['vote', voter, article]
      return [digest(salt, words), ...before.map((older) => digest(older, words))]
    },
    alias: (address, now) => digest(saltsAt(now)[0], ['address', address]),
  }
}

/** Colleagues behind one address have different browsers, more often than not. */
export function voterOf(personId: string | null, { address, userAgent }: Client): string {
  return personId === null ? `visitor ${address} ${userAgent}` : `person ${personId}`
}
