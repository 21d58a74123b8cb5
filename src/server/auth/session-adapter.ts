import { and, eq, gt, lt, ne } from 'drizzle-orm'
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia'
import type { Database } from '#db/client.ts'
import { sessions } from '#db/schema/index.ts'
import { findSession } from '#domain/accounts/index.ts'
import type { Person } from '#domain/shared/index.ts'
import { unlessFull } from '../no-room.ts'
import { sha256 } from './hash.ts'

export type SessionAttributes = { createdAt: number; endsAt: number; userAgent: string; address: string }

declare module 'lucia' {
  interface Register {
    Lucia: import('lucia').Lucia<SessionAttributes, { actor: Person }>
    DatabaseSessionAttributes: SessionAttributes
    DatabaseUserAttributes: { actor: Person }
  }
}

function toLucia(row: typeof sessions.$inferSelect, id: string): DatabaseSession {
  const { personId, expiresAt, createdAt, endsAt, userAgent, address } = row
  return {
    id,
    userId: personId,
    expiresAt: new Date(expiresAt),
    attributes: { createdAt, endsAt, userAgent, address },
  }
}

/** Lucia's door to the sessions table: one query per validation, writes in the lane, ids only as SHA-256. */
export class SessionAdapter implements Adapter {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async getSessionAndUser(sessionId: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const found = await findSession(this.#database.reader, sha256(sessionId))
    if (!found) return [null, null]
    const session = await this.#fromNow(found.session)
    return [toLucia(session, sessionId), { id: found.actor.id, attributes: { actor: found.actor } }]
  }

  /** Begun at a time that is still to come, for the server's clock was set back: it lasts as long, from now on. */
  async #fromNow(row: typeof sessions.$inferSelect): Promise<typeof sessions.$inferSelect> {
    const ahead = row.createdAt - Date.now()
    if (ahead <= 0) return row
    const { createdAt, endsAt, expiresAt } = row
    const set = { createdAt: createdAt - ahead, endsAt: endsAt - ahead, expiresAt: expiresAt - ahead }
    await this.#database.write((tx) => tx.update(sessions).set(set).where(eq(sessions.id, row.id)))
    return { ...row, ...set }
  }

  async getUserSessions(userId: string): Promise<DatabaseSession[]> {
    const rows = await this.#database.reader
      .select()
      .from(sessions)
      .where(eq(sessions.personId, userId))
      .limit(200)
    return rows.map((row) => toLucia(row, row.id))
  }

  async setSession(session: DatabaseSession): Promise<void> {
    const { userId, attributes } = session
    const expiresAt = Math.min(session.expiresAt.getTime(), attributes.endsAt)
    const row = { id: sha256(session.id), personId: userId, expiresAt, ...attributes }
    await this.#database.write((tx) => tx.insert(sessions).values(row))
  }

  async updateSessionExpiration(sessionId: string, expiresAt: Date): Promise<void> {
    const id = sha256(sessionId)
    const [row] = await this.#database.reader.select().from(sessions).where(eq(sessions.id, id))
    const until = row ? Math.min(expiresAt.getTime(), row.endsAt) : 0
    if (!row || until <= row.expiresAt) return
    await unlessFull(
      this.#database.write((tx) => tx.update(sessions).set({ expiresAt: until }).where(eq(sessions.id, id))),
    )
  }

  deleteSession(sessionId: string): Promise<void> {
    return this.deleteStored(sha256(sessionId))
  }

  async deleteStored(id: string): Promise<void> {
    await this.#database.write((tx) => tx.delete(sessions).where(eq(sessions.id, id)))
  }

  async deleteUserSessions(userId: string, exceptStoredId?: string): Promise<void> {
    const own = eq(sessions.personId, userId)
    const which = exceptStoredId ? and(own, ne(sessions.id, exceptStoredId)) : own
    await this.#database.write((tx) => tx.delete(sessions).where(which))
  }

  async deleteExpiredSessions(): Promise<void> {
    await this.#database.write((tx) => tx.delete(sessions).where(lt(sessions.expiresAt, Date.now())))
  }

  async listLive(userId: string): Promise<(typeof sessions.$inferSelect)[]> {
    return this.#database.reader
      .select()
      .from(sessions)
      .where(and(eq(sessions.personId, userId), gt(sessions.expiresAt, Date.now())))
      .limit(200)
  }
}
