import { findOrganisation } from '../accounts/index.ts'
import { type Context, notAllowed, notFound } from '../shared/index.ts'
import { mayUseDesk } from '../tickets/index.ts'
import { installedAt } from './installed-store.ts'
import { contractsFrom, inForce, pastTicket, satisfactionFrom } from './parts.ts'
import {
  contractRows,
  countTickets,
  latestDownloads,
  latestTickets,
  lookedAfterBy,
  notesOf,
  partnersOf,
  peopleOf,
  satisfactionOf,
} from './store.ts'
import type { CustomerView } from './types.ts'

/** An organisation with all that the desk has of it. @throws DomainError `not-found` */
export async function getCustomer(ctx: Context, id: string): Promise<CustomerView> {
  if (!mayUseDesk(ctx.actor)) throw notAllowed('desk-only')
  const { db, now } = ctx
  const organisation = await findOrganisation(db, id)
  if (!organisation) throw notFound('organisation')
  const [rows, installed, people, partners, looksAfter, counts, tickets, downloads, satisfaction, notes] =
    await Promise.all([
      contractRows(db, id),
      installedAt(db, id),
      peopleOf(db, id),
      partnersOf(db, id),
      lookedAfterBy(db, id),
      countTickets(db, id, now),
      latestTickets(db, { organisationId: id }, 10),
      latestDownloads(db, id, 10),
      satisfactionOf(db, id, now),
      notesOf(db, id),
    ])
  const contracts = contractsFrom(rows, now)
  return {
    id,
    name: organisation.name,
    kind: organisation.kind,
    closedDays: organisation.closedDays ?? [],
    contracts,
    level: inForce(contracts, now)?.level ?? null,
    installed,
    people: people.map(({ disabledAt, ...person }) => ({ ...person, disabled: disabledAt !== null })),
    partners,
    looksAfter,
    ...counts,
    tickets: tickets.map(pastTicket),
    downloads,
    satisfaction: satisfactionFrom(satisfaction),
    notes,
  }
}
