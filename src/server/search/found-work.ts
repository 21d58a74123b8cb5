import { listCustomers, searchCallers } from '#domain/customers/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { listTickets, mayRead, mayUseDesk, parseReference } from '#domain/tickets/index.ts'
import { type Lang, texts } from '#i18n/index.ts'

/** Something that is not published and that the reader may see: a ticket, an organisation, a person. */
export type FoundWork = { url: string; title: string; place: string }

const mostTickets = 4
const mostOthers = 3
/** Shorter words are of everything. */
const shortest = 3

/** Tickets with these words or this number; for the desk, organisations and people, too. Visitors have none. */
export async function foundWork(ctx: Context, lang: Lang, typed: string): Promise<FoundWork[]> {
  const { actor } = ctx
  const q = typed.trim().slice(0, 120)
  if (actor.kind !== 'person' || !mayRead(actor) || q.length < shortest) return []
  const desk = mayUseDesk(actor)
  const [tickets, customers] = await Promise.all([
    ticketsFor(ctx, lang, q, desk),
    desk ? customersFor(ctx, lang, q) : [],
  ])
  return [...tickets, ...customers]
}

/** A number alone is a ticket's. */
export function referenceIn(typed: string): string | null {
  const said = typed.trim().replace(/^#?(\d{3,15})$/, 'SUP-$1')
  return parseReference(said) === null ? null : said
}

async function ticketsFor(ctx: Context, lang: Lang, q: string, desk: boolean): Promise<FoundWork[]> {
  const { statuses } = texts(lang).tickets
  const input = { scope: 'organisation', status: 'all', q: referenceIn(q) ?? q, limit: mostTickets }
  const { items } = await listTickets(ctx, input)
  return items.map(({ reference, subject, status, organisation }) => ({
    url: `/${lang}/${desk ? 'desk/' : ''}tickets/${reference}`,
    title: subject,
    place: [reference, statuses[status], desk && organisation.name].filter(Boolean).join(' · '),
  }))
}

async function customersFor(ctx: Context, lang: Lang, q: string): Promise<FoundWork[]> {
  const { kinds } = texts(lang).customers
  const [organisations, people] = await Promise.all([listCustomers(ctx, { q }), searchCallers(ctx, { q })])
  const address = (id: string): string => `/${lang}/desk/organisations/${id}`
  return [
    ...organisations.items.slice(0, mostOthers).map(({ id, name, kind, level }) => ({
      url: address(id),
      title: name,
      place: [kinds[kind], level].filter(Boolean).join(' · '),
    })),
    ...people.slice(0, mostOthers).map(({ name, email, organisation }) => ({
      url: address(organisation.id),
      title: name,
      place: [organisation.name, email].join(' · '),
    })),
  ]
}
