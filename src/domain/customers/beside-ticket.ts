import { type Context, notAllowed } from '../shared/index.ts'
import { mayUseDesk } from '../tickets/index.ts'
import { installedAt } from './installed-store.ts'
import { contractsFrom, inForce, pastTicket, satisfactionFrom } from './parts.ts'
import {
  contractRows,
  countTickets,
  latestDownloads,
  latestTickets,
  notesOf,
  satisfactionOf,
} from './store.ts'
import type { CustomerBeside } from './types.ts'

const shown = 5

/** What an agent should know of whoever asks, beside the question. */
export async function besideTicket(
  ctx: Context,
  ticket: { id: number; organisation: { id: string }; requester: { id: string } },
): Promise<CustomerBeside> {
  if (!mayUseDesk(ctx.actor)) throw notAllowed('desk-only')
  const { db, now } = ctx
  const organisationId = ticket.organisation.id
  const [contracts, installed, own, others, counts, downloads, satisfaction, notes] = await Promise.all([
    contractRows(db, organisationId),
    installedAt(db, organisationId),
    latestTickets(db, { requesterId: ticket.requester.id }, shown + 1),
    latestTickets(db, { organisationId }, shown + 1),
    countTickets(db, organisationId, now),
    latestDownloads(db, organisationId, 3),
    satisfactionOf(db, organisationId, now),
    notesOf(db, organisationId),
  ])
  // The requester's own first; a partner's own may be of another organisation.
  const all = new Map([...own, ...others].map((row) => [row.id, row]))
  all.delete(ticket.id)
  return {
    contract: inForce(contractsFrom(contracts, now), now),
    installed,
    open: counts.open,
    tickets: [...all.values()].slice(0, shown).map(pastTicket),
    downloads,
    satisfaction: satisfactionFrom(satisfaction),
    notes,
  }
}
