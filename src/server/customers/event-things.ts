import type { ListedEvent } from '#domain/events/index.ts'

/** What an identifier in an event may be of. */
export const things = ['person', 'organisation', 'product', 'team', 'queue', 'requestType', 'level'] as const
export type Thing = (typeof things)[number]

export type Told = Pick<ListedEvent, 'type' | 'data'> & { subject?: string | null }

const always: Readonly<Record<string, Thing>> = {
  assignee: 'person',
  assigneeId: 'person',
  deputy: 'person',
  insteadOf: 'person',
  members: 'person',
  personId: 'person',
  recipients: 'person',
  reviewerId: 'person',
  organisation: 'organisation',
  organisationId: 'organisation',
  partner: 'organisation',
  product: 'product',
  productId: 'product',
  productIds: 'product',
  products: 'product',
  queue: 'queue',
  requestType: 'requestType',
  requestTypes: 'requestType',
  team: 'team',
  level: 'level',
}

const ofTicket: Readonly<Record<string, Thing>> = {
  'ticket.assigned': 'person',
  'ticket.claimed': 'person',
  'ticket.copied-in': 'person',
  'ticket.copied-out': 'person',
  'ticket.reminded': 'person',
  'ticket.watched': 'person',
  'ticket.unwatched': 'person',
  'ticket.queue-changed': 'queue',
  'ticket.team-changed': 'team',
  'ticket.type-changed': 'requestType',
}

/** What the value of a name in such an event identifies; undefined: nothing. */
export function thingOf(type: string, name: string): Thing | undefined {
  return name === 'from' || name === 'to' ? ofTicket[type] : always[name]
}

/** `team:01HX…` is about a team; null: about nothing that is looked up by its name. */
export function subjectOf(subject: string): { thing: Thing; id: string } | null {
  const [kind = '', ...rest] = subject.split(':')
  const named: Record<string, Thing> = { 'request-type': 'requestType', 'service-level': 'level' }
  const thing = named[kind] ?? things.find((one) => one === kind)
  return thing ? { thing, id: rest.join(':') } : null
}

type Found = Record<Thing, Set<string>>

function gather(found: Found, type: string, name: string, value: unknown): void {
  const thing = thingOf(type, name)
  if (typeof value === 'string' && thing) found[thing].add(value)
  else if (Array.isArray(value)) for (const one of value) gather(found, type, name, one)
  else if (typeof value === 'object' && value !== null)
    for (const [inner, one] of Object.entries(value)) gather(found, type, inner, one)
}

/** Whatever is named by an identifier. */
export function identifiersIn(events: readonly Told[]): Found {
  const found = Object.fromEntries(things.map((thing) => [thing, new Set<string>()])) as Found
  for (const { type, data, subject } of events) {
    gather(found, type, '', data)
    const about = subject ? subjectOf(subject) : null
    if (about) found[about.thing].add(about.id)
  }
  return found
}
