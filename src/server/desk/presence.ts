/** Somebody at a ticket. */
export type Present = { personId: string; name: string; writing: boolean }

export type Presence = {
  /** @returns whether others see a difference */
  put(ticketId: number, who: Present, now: number): boolean
  leave(ticketId: number, personId: string): boolean
  at(ticketId: number, except: string, now: number): Present[]
  /** Forgets who said nothing for a while. @returns tickets that somebody left so */
  expire(now: number): number[]
}

const staysFor = 30_000
/** One person has so many tickets open at most; the oldest goes first. */
const mostEach = 20

/** Who looks at or writes in which ticket, in memory: it is worth nothing after a restart. */
export function createPresence(): Presence {
  type Entry = Present & { ticketId: number; until: number }
  const byPerson = new Map<string, Map<number, Entry>>()
  const byTicket = new Map<number, Map<string, Entry>>()

  function leave(ticketId: number, personId: string): boolean {
    const tickets = byPerson.get(personId)
    const people = byTicket.get(ticketId)
    const was = people?.delete(personId) ?? false
    tickets?.delete(ticketId)
    if (tickets?.size === 0) byPerson.delete(personId)
    if (people?.size === 0) byTicket.delete(ticketId)
    return was
  }

  return {
    leave,
    put(ticketId, who, now) {
      const before = byTicket.get(ticketId)?.get(who.personId)
      leave(ticketId, who.personId)
      const entry = { ...who, ticketId, until: now + staysFor }
      const tickets = byPerson.get(who.personId) ?? new Map<number, Entry>()
      const people = byTicket.get(ticketId) ?? new Map<string, Entry>()
      byPerson.set(who.personId, tickets.set(ticketId, entry))
      byTicket.set(ticketId, people.set(who.personId, entry))
      const [oldest] = tickets.keys()
      if (tickets.size > mostEach && oldest !== undefined) leave(oldest, who.personId)
      return before?.writing !== who.writing
    },
    at(ticketId, except, now) {
      return [...(byTicket.get(ticketId)?.values() ?? [])]
        .filter(({ personId, until }) => personId !== except && until > now)
        .map(({ personId, name, writing }) => ({ personId, name, writing }))
    },
    expire(now) {
      const gone = [...byTicket.values()]
        .flatMap((people) => [...people.values()])
        .filter(({ until }) => until <= now)
      for (const { ticketId, personId } of gone) leave(ticketId, personId)
      return [...new Set(gone.map(({ ticketId }) => ticketId))]
    },
  }
}
