import { z } from 'zod'
import {
  type Context,
  decodeCursor,
  isDesk,
  type Page,
  parse,
  requireAdministrator,
  toPage,
} from '../shared/index.ts'
import { eventTypes, type ListedEvent, listEventRows } from './list-store.ts'

const blank = z.literal('').transform(() => undefined)
const word = z.union([blank, z.string().trim().max(200)]).optional()
const date = z.union([blank, z.iso.date()]).optional()

export const listEventsSchema = z.object({
  /** Identifier of the person, or `system`. */
  actor: word,
  type: word,
  organisation: word,
  /** Kind and id of what it is about, such as `contract:vila-nova-ouro`. */
  subject: word,
  /** Number of the ticket. */
  ticket: z.union([blank, z.coerce.number().pipe(z.int().positive())]).optional(),
  /** First and last day (UTC). */
  from: date,
  until: date,
  cursor: z.string().max(500).optional(),
})

export type EventFilter = Omit<z.output<typeof listEventsSchema>, 'cursor'>

/**
 * What was changed, the newest first: all of it for administrators, that of one organisation for the desk.
 * @param size events a page
 */
export async function listEvents(ctx: Context, input: unknown, size = 50): Promise<Page<ListedEvent>> {
  const { cursor, ...filter } = parse(listEventsSchema, input)
  const ofOne = isDesk(ctx.actor) && filter.organisation !== undefined
  if (!ofOne) requireAdministrator(ctx)
  const [id, at] = decodeCursor(cursor) ?? []
  const before = typeof id === 'number' && typeof at === 'number' ? ([id, at] as const) : null
  const rows = await listEventRows(ctx.db, filter, before, size + 1)
  return toPage(rows, size, (event) => [event.id, event.at])
}

/** Every kind of event that there is. */
export async function listEventTypes(ctx: Context): Promise<string[]> {
  requireAdministrator(ctx)
  return eventTypes(ctx.db)
}
