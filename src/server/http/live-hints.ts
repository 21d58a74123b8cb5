import type { IncomingMessage, ServerResponse } from 'node:http'
import { findSession } from '#domain/accounts/index.ts'
import { isDesk, type Person } from '#domain/shared/index.ts'
import { parseReference } from '#domain/tickets/index.ts'
import { sha256 } from '../auth/hash.ts'
import type { Runtime } from '../runtime.ts'
import { cookieOf, sessionCookieName } from './cookies.ts'
import type { Handler } from './server.ts'

const address = /^\/(?:pt|en)\/desk\/live$/
/** A page that takes nothing more is let go before it fills the memory. */
const mostWaiting = 64 * 1024

/**
 * `GET /{lang}/desk/live`: server-sent events for the desk's pages, by the same session as theirs. Here and not a page,
 * since it stays open: nothing between may gather or compress it.
 */
export function liveHints(runtime: Runtime): Handler {
  const name = sessionCookieName({ secure: runtime.config.publicUrl.protocol === 'https:' })

  /** Without renewing the session: a page left open is nobody at work. */
  async function readerOf(sessionId: string): Promise<Person | null> {
    const found = await findSession(runtime.database.reader, sessionId)
    return found && found.session.expiresAt > Date.now() && isDesk(found.actor) ? found.actor : null
  }

  return async (req, res, { pathname }) => {
    if (req.method !== 'GET' || !address.test(pathname)) return false
    const secret = cookieOf(req.headers.cookie, name)
    const sessionId = secret ? sha256(secret) : ''
    const person = secret ? await readerOf(sessionId) : null
    // As the desk's pages: what is not for the reader is not there.
    if (!person) {
      res.writeHead(secret ? 404 : 401, { 'Cache-Control': 'no-store' }).end()
      return true
    }
    const { ticketId, since } = wanted(req)
    const stop = runtime.live.listen(
      {
        personId: person.id,
        ticketId,
        send(text) {
          if (res.writableLength > mostWaiting) return false
          res.write(text)
          return !res.destroyed
        },
        check: async () => (await readerOf(sessionId)) !== null,
        end: () => res.end(),
      },
      since,
    )
    if (!stop) {
      res.writeHead(429, { 'Cache-Control': 'no-store' }).end()
      return true
    }
    open(res)
    res.on('close', stop)
    return true
  }
}

function wanted(req: IncomingMessage): { ticketId: number | null; since: number | null } {
  const { searchParams } = new URL(req.url ?? '/', 'http://localhost')
  const known = Number(req.headers['last-event-id'] ?? searchParams.get('since'))
  return {
    ticketId: parseReference(searchParams.get('ticket') ?? ''),
    since: Number.isSafeInteger(known) && known > 0 ? known : null,
  }
}

function open(res: ServerResponse): void {
  res.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    // nginx would gather it.
    'X-Accel-Buffering': 'no',
  })
  res.write('retry: 5000\n\n')
}
