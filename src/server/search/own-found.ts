import { searchCallers, searchCustomers } from '#domain/customers/index.ts'
import { type Context, isDesk, type Person } from '#domain/shared/index.ts'
import {
  listQueue,
  listTickets,
  mayLodge,
  parseReference,
  type TicketListItem,
} from '#domain/tickets/index.ts'
import { type Lang, texts } from '#i18n/index.ts'
import { matching, ownPlaces } from './own-places.ts'

/** What is found, and where it lies, in words. */
export type OwnFound = { url: string; title: string; where: string }

type Own = Context & { actor: Person }

/** Of each kind: places, organisations, people, tickets. */
const most = 4
/** One letter more than places: a word's beginning finds half of all tickets. */
const shortest = 3
const longest = 120

/** What the search box finds besides articles: places, and what `ownWork` finds. */
export async function ownFound(ctx: Own, lang: Lang, q: string): Promise<OwnFound[]> {
  const places = matching(ownPlaces(lang, ctx.actor), q).slice(0, most)
  const { goTo } = texts(lang).search
  return [
    ...places.map(({ path, title }) => ({ url: `/${lang}/${path}`, title: `${goTo} ${title}`, where: '' })),
    ...(await ownWork(ctx, lang, q)),
  ]
}

/** Tickets with these words or this number, and for the desk organisations and people, as far as the person may open them. */
export async function ownWork(ctx: Own, lang: Lang, typed: string): Promise<OwnFound[]> {
  const q = typed.trim().slice(0, longest)
  if (q.length < shortest) return []
  const [customers, tickets] = await Promise.all([
    isDesk(ctx.actor) ? customersFor(ctx, lang, q) : [],
    mayLodge(ctx.actor) ? ticketsFor(ctx, referenceIn(q) ?? q) : [],
  ])
  const { statuses } = texts(lang).tickets
  const desk = isDesk(ctx.actor)
  return [
    ...customers,
    ...tickets.map(({ reference, subject, status, organisation }) => ({
      url: `/${lang}/${desk ? 'desk/' : ''}tickets/${reference}`,
      title: subject,
      where: [reference, statuses[status], desk && organisation.name].filter(Boolean).join(' · '),
    })),
  ]
}

/** A number alone is a ticket's. @returns null when it is no reference */
export function referenceIn(typed: string): string | null {
  const said = typed.trim().replace(/^#?(\d{3,15})$/, 'SUP-$1')
  return parseReference(said) === null ? null : said
}

async function customersFor(ctx: Own, lang: Lang, q: string): Promise<OwnFound[]> {
  const { kinds } = texts(lang).customers
  const [organisations, people] = await Promise.all([
    searchCustomers(ctx, { q, limit: most }),
    searchCallers(ctx, { q, limit: most }),
  ])
  const address = (id: string): string => `/${lang}/desk/organisations/${id}`
  return [
    ...organisations.map(({ id, name, kind }) => ({ url: address(id), title: name, where: kinds[kind] })),
    ...people.map(({ name, email, organisation }) => ({
      url: `${address(organisation.id)}#people`,
      title: name,
      where: [organisation.name, email].join(' · '),
    })),
  ]
}

/** What is in progress before what is done. */
async function ticketsFor(ctx: Own, q: string): Promise<TicketListItem[]> {
  const { role } = ctx.actor
  if (!isDesk(ctx.actor)) {
    const scope = role === 'customer' ? 'mine' : 'organisation'
    return (await listTickets(ctx, { q, scope, limit: most })).items
  }
  const open = await listQueue(ctx, { view: 'all-open', q, limit: most })
  const left = most - open.items.length
  if (left === 0) return open.items
  const done = await listQueue(ctx, { view: 'closed', q, sort: 'updated', limit: left })
  return [...open.items, ...done.items]
}
