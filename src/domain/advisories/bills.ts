import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { type Context, isDesk, notAllowed, parse } from '../shared/index.ts'
import { readBill, readQuery } from './bill.ts'
import {
  type BillFile,
  countBills,
  type FoundComponent,
  findComponents,
  insertComponents,
  markRead,
  unreadBills,
} from './bill-store.ts'

/** Bills of materials to read now. */
export function billsToRead(ctx: Context): Promise<BillFile[]> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  return unreadBills(ctx.db, 20)
}

/**
 * Keeps what a bill of materials says. One that cannot be read is remembered with its fault, so that it is told once.
 * @param document the parsed JSON; undefined: it was none
 */
export async function recordBill(ctx: Context, file: BillFile, document: unknown): Promise<number> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  const components = document === undefined ? null : readBill(document)
  const rows = (components ?? []).map((component) => ({ ...component, id: ctx.ids.next() }))
  await ctx.write(async (tx) => {
    const fault = components === null ? 'unreadable' : null
    const first = await markRead(tx, { fileId: file.fileId, components: rows.length, fault, readAt: ctx.now })
    if (!first) return
    await insertComponents(tx, file, rows)
    await recordEvent(ctx, tx, {
      type: fault ? 'bill.refused' : 'bill.read',
      subject: `file:${file.fileId}`,
      data: { components: rows.length },
    })
  })
  return rows.length
}

export const componentsSchema = z.object({ q: z.string().max(300).default('') })
const most = 200

export type ComponentsFound = {
  /** null: nothing was asked for. */
  items: FoundComponent[] | null
  /** There are more than are given. */
  cut: number | null
  bills: number
  faulty: { name: string; release: string }[]
}

/** Which releases contain a component. For the desk: what products are made of is told by advisories. */
export async function searchComponents(ctx: Context, input: unknown): Promise<ComponentsFound> {
  if (!isDesk(ctx.actor)) throw notAllowed('desk-only')
  const query = readQuery(parse(componentsSchema, input).q)
  const { read, faulty } = await countBills(ctx.db)
  if (!query) return { items: null, cut: null, bills: read, faulty }
  const items = await findComponents(ctx.db, query, most + 1)
  return { items: items.slice(0, most), cut: items.length > most ? most : null, bills: read, faulty }
}
