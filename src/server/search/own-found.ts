import { listCustomers } from '#domain/customers/index.ts'
import { type Context, isDesk, type Person } from '#domain/shared/index.ts'
import { listQueue, listTickets, mayLodge, type TicketListItem } from '#domain/tickets/index.ts'
import { type Lang, texts } from '#i18n/index.ts'
import { matching, ownPlaces } from './own-places.ts'

/** What is found, and where it lies, in words. */
export type OwnFound = { url: string; title: string; where: string }

const most = 4

/** What the search box finds besides articles: places, organisations and tickets that the person may open. */
export async function ownFound(ctx: Context & { actor: Person }, lang: Lang, q: string): Promise<OwnFound[]> {
  const { customers, search } = texts(lang)
  const { actor } = ctx
  const places = matching(ownPlaces(lang, actor), q).slice(0, most)
  const found = places.map(({ path, title }) => ({
    url: `/${lang}/${path}`,
    title: `${search.goTo} ${title}`,
    where: '',
  }))
  // One letter more than places: a word's beginning finds half of all tickets.
  if (q.length < 3) return found
  const organisations = isDesk(actor)
    ? (await listCustomers(ctx, { q: q.slice(0, 120) })).items.slice(0, most)
    : []
  const tickets = mayLodge(actor) ? await ticketsFor(ctx, q) : []
  const desk = isDesk(actor) ? 'desk/tickets' : 'tickets'
  return [
    ...found,
    ...organisations.map(({ id, name, kind }) => ({
      url: `/${lang}/desk/organisations/${id}`,
      title: name,
      where: customers.kinds[kind],
    })),
    ...tickets.slice(0, most).map(({ reference, subject, organisation }) => ({
      url: `/${lang}/${desk}/${reference}`,
      title: subject,
      where: isDesk(actor) ? `${reference} · ${organisation.name}` : reference,
    })),
  ]
}

/** What is in progress before what is done. */
async function ticketsFor(ctx: Context & { actor: Person }, q: string): Promise<TicketListItem[]> {
  const { role } = ctx.actor
  if (!isDesk(ctx.actor)) {
    const scope = role === 'customer' ? 'mine' : 'organisation'
    return (await listTickets(ctx, { q, scope, limit: most })).items
  }
  const open = await listQueue(ctx, { view: 'all-open', q, limit: most })
  if (open.items.length >= most) return open.items
  const done = await listQueue(ctx, { view: 'closed', q, sort: 'updated', limit: most })
  return [...open.items, ...done.items]
}
