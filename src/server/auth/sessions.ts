import { Lucia, TimeSpan } from 'lucia'
import type { Database } from '#db/client.ts'
import type { Person } from '#domain/shared/index.ts'
import { sha256 } from './hash.ts'
import { SessionAdapter } from './session-adapter.ts'

export type SignedIn = { actor: Person; sessionId: string; renewedUntil: number | null }
export type LiveSession = {
  id: string
  createdAt: number
  expiresAt: number
  userAgent: string
  address: string
}

/** Everything the portal knows of sessions; the package behind it may change. */
export type Sessions = {
  /** `secret` goes into the cookie and nowhere else. */
  create(
    person: { id: string; staff: boolean },
    client: { userAgent: string; address: string },
  ): Promise<{ secret: string; expiresAt: number }>
  validate(secret: string): Promise<SignedIn | null>
  /** @param id as in `list` */
  revoke(personId: string, id: string): Promise<boolean>
  end(secret: string): Promise<void>
  revokeAll(personId: string, exceptId?: string): Promise<void>
  list(personId: string): Promise<LiveSession[]>
  sweep(): Promise<void>
}

const hour = 3_600_000
/** Absolute ends: 12 hours for staff, 30 days for customers and partners. */
const absolute = { staff: 12 * hour, customer: 30 * 24 * hour }

export function createSessions(database: Database): Sessions {
  const adapter = new SessionAdapter(database)
  const lucia = new Lucia(adapter, {
    sessionExpiresIn: new TimeSpan(10, 'd'),
    getSessionAttributes: (attributes) => attributes,
    getUserAttributes: ({ actor }) => ({ actor }),
  })

  return {
    async create(person, client) {
      const createdAt = Date.now()
      const endsAt = createdAt + (person.staff ? absolute.staff : absolute.customer)
      const userAgent = client.userAgent.slice(0, 300)
      const session = await lucia.createSession(person.id, {
        createdAt,
        endsAt,
        userAgent,
        address: client.address,
      })
      return { secret: session.id, expiresAt: Math.min(session.expiresAt.getTime(), endsAt) }
    },
    async validate(secret) {
      if (!/^[a-z2-7]{40}$/.test(secret)) return null
      const { session, user } = await lucia.validateSession(secret)
      if (!session || !user) return null
      const renewedUntil = session.fresh ? Math.min(session.expiresAt.getTime(), session.endsAt) : null
      return { actor: user.actor, sessionId: sha256(secret), renewedUntil }
    },
    async revoke(personId, id) {
      const own = (await adapter.listLive(personId)).some((session) => session.id === id)
      if (own) await adapter.deleteStored(id)
      return own
    },
    end: (secret) => lucia.invalidateSession(secret),
    revokeAll: (personId, exceptId) => adapter.deleteUserSessions(personId, exceptId),
    async list(personId) {
      const rows = await adapter.listLive(personId)
      return rows
        .map(({ id, createdAt, expiresAt, userAgent, address }) => ({
          id,
          createdAt,
          expiresAt,
          userAgent,
          address,
        }))
        .sort((a, b) => b.createdAt - a.createdAt)
    },
    sweep: () => lucia.deleteExpiredSessions(),
  }
}
