import { changesAfter, lastEventId } from '#domain/events/index.ts'
import type { Reader } from '#domain/shared/index.ts'
import type { Logger } from '../log.ts'
import { createPresence, type Present } from './presence.ts'

/** One open page. `send` is false when it takes no more: then it is closed. */
export type Listener = {
  personId: string
  /** On a ticket's page: who is there is told, too. */
  ticketId: number | null
  send(text: string): boolean
  /** Whether whoever listens may still. */
  check(): Promise<boolean>
  end(): void
}

export type Live = {
  /** @param since events up to this one are known to the page @returns how to stop; null: too many pages of this person */
  listen(listener: Listener, since: number | null): (() => void) | null
  present(ticketId: number, who: Present): void
  left(ticketId: number, personId: string): void
  othersAt(ticketId: number, personId: string): Present[]
  close(): void
}

export const mostPages = 6
/** More tickets than these at once: the hint says only that something changed. */
const mostNamed = 50
const mostEvents = 500
const second = 1000

/** Says 'changed' and which tickets, never what: a page fetches itself anew, by its reader's rights. The desk may see them all. */
export function createLive(db: Reader, log: Logger): Live {
  const listeners = new Set<Listener>()
  const presence = createPresence()
  let last: number | null = null
  let turn = 0
  let timer: NodeJS.Timeout | undefined
  let busy = false

  function drop(listener: Listener): void {
    if (!listeners.delete(listener)) return
    listener.end()
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
      last = null
    }
  }

  function tell(listener: Listener, text: string): void {
    if (!listener.send(text)) drop(listener)
  }

  /** Who is at a ticket changed: its pages are told. */
  function stir(ticketId: number): void {
    for (const listener of listeners) {
      if (listener.ticketId === ticketId) tell(listener, 'event: presence\ndata: {}\n\n')
    }
  }

  async function look(): Promise<void> {
    const from = last ?? (await lastEventId(db))
    const changes = await changesAfter(db, from, mostEvents)
    last = changes.at(-1)?.id ?? from
    const text = hintOf(changes)
    if (text) for (const listener of listeners) tell(listener, text)
  }

  async function beat(): Promise<void> {
    for (const ticketId of presence.expire(performance.now())) stir(ticketId)
    await look()
    turn++
    if (turn % 20 === 0) for (const listener of listeners) tell(listener, ': still here\n\n')
    if (turn % 30 === 0) for (const listener of [...listeners]) if (!(await listener.check())) drop(listener)
  }

  function start(): void {
    // From now on: what happens before the first turn is told, too.
    lastEventId(db)
      .then((id) => {
        last ??= id
      })
      .catch((error) => log.error({ err: error }, 'live hints failed'))
    timer = setInterval(() => {
      if (busy) return
      busy = true
      beat()
        .catch((error) => log.error({ err: error }, 'live hints failed'))
        .finally(() => {
          busy = false
        })
    }, second)
    timer.unref()
  }

  async function catchUp(listener: Listener, since: number): Promise<void> {
    const text = hintOf(await changesAfter(db, since, mostEvents))
    if (text && listeners.has(listener)) tell(listener, text)
  }

  return {
    listen(listener, since) {
      const held = [...listeners].filter(({ personId }) => personId === listener.personId)
      if (held.length >= mostPages) return null
      listeners.add(listener)
      last ??= since
      if (!timer) start()
      if (since !== null)
        catchUp(listener, since).catch((error) => log.error({ err: error }, 'live hints failed'))
      return () => drop(listener)
    },
    present(ticketId, who) {
      if (presence.put(ticketId, who, performance.now())) stir(ticketId)
    },
    left(ticketId, personId) {
      if (presence.leave(ticketId, personId)) stir(ticketId)
    },
    othersAt: (ticketId, personId) => presence.at(ticketId, personId, performance.now()),
    close() {
      for (const listener of [...listeners]) drop(listener)
    },
  }
}

/** null: nothing that a page of tickets shows. */
function hintOf(changes: readonly { id: number; ticketId: number | null }[]): string | null {
  const tickets = [...new Set(changes.flatMap(({ ticketId }) => ticketId ?? []))]
  const id = changes.at(-1)?.id
  if (id === undefined || tickets.length === 0) return null
  const all = changes.length === mostEvents || tickets.length > mostNamed
  return `id: ${id}\nevent: changed\ndata: ${JSON.stringify(all ? {} : { tickets })}\n\n`
}
