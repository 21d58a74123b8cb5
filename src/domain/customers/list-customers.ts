import { z } from 'zod'
import { fold } from '../../words/index.ts'
import { type Context, decodeCursor, notAllowed, type Page, parse, toPage } from '../shared/index.ts'
import { mayUseDesk } from '../tickets/index.ts'
import { type CustomerName, type CustomerRow, customerRows, customersLike } from './list-store.ts'

/** Part of a name; accents and case do not matter. */
const partOfName = z.string().trim().max(120).default('')
const blank = z.literal('').transform(() => undefined)

export const listCustomersSchema = z.object({
  q: partOfName,
  kind: z.union([blank, z.enum(['customer', 'partner', 'house'])]).optional(),
  /** Identifier of the service level that a contract in force promises; `none`: no contract in force. */
  level: z.union([blank, z.string().max(64)]).optional(),
  /** A contract in force covers a product whose maintenance has ended. */
  maintenance: z.union([blank, z.literal('ended')]).optional(),
  cursor: z.string().max(500).optional(),
})

const size = 50

/** Organisations by name. */
export async function listCustomers(ctx: Context, input: unknown): Promise<Page<CustomerRow>> {
  if (!mayUseDesk(ctx.actor)) throw notAllowed('desk-only')
  const { q, cursor, ...filter } = parse(listCustomersSchema, input)
  const [name, id] = decodeCursor(cursor) ?? []
  const after = typeof name === 'string' && typeof id === 'string' ? { name, id } : null
  const rows = await customerRows(ctx.db, { ...filter, q: fold(q) }, after, ctx.now, size + 1)
  return toPage(rows, size, (row) => [row.plainName, row.id])
}

const searchSchema = z.object({ q: partOfName, limit: z.int().min(1).max(size) })

/** The first organisations with this in their name, by name; none of no words. */
export async function searchCustomers(ctx: Context, input: unknown): Promise<CustomerName[]> {
  if (!mayUseDesk(ctx.actor)) throw notAllowed('desk-only')
  const { q, limit } = parse(searchSchema, input)
  return q === '' ? [] : customersLike(ctx.db, fold(q), limit)
}
