import { z } from 'zod'
import { type Context, notAllowed, parse } from '../shared/index.ts'
import { blankAsAbsent } from './inputs.ts'
import { customerBranches, only } from './list-conditions-store.ts'
import { type ListPage, listPage } from './list-page.ts'
import type { ListRow } from './list-store.ts'
import { isInCopyOfAny } from './people-store.ts'
import { mayRead } from './policy.ts'
import { referenceOf } from './reference.ts'
import type { Status } from './status.ts'
import type { TicketListItem } from './types.ts'

export type StatusGroup = 'open' | 'waiting' | 'closed' | 'all'

export const statusGroups: readonly StatusGroup[] = ['open', 'waiting', 'closed', 'all']

const groups: Record<StatusGroup, readonly Status[] | null> = {
  open: ['new', 'open'],
  waiting: ['waiting'],
  closed: ['resolved', 'closed', 'merged'],
  all: null,
}

export const limitSchema = z.coerce.number().pipe(z.int().min(1).max(100))

export const listTicketsSchema = z.object({
  scope: blankAsAbsent(z.enum(['mine', 'organisation'])),
  status: blankAsAbsent(z.enum(['open', 'waiting', 'closed', 'all'])),
  /** Words of subject and messages, or a reference. */
  q: blankAsAbsent(z.string().trim().max(200)),
  product: blankAsAbsent(z.string().max(64)),
  sort: blankAsAbsent(z.enum(['updated', 'created', 'due'])),
  cursor: z.string().max(500).nullish(),
  limit: blankAsAbsent(limitSchema),
})

export function listItem(row: ListRow): TicketListItem {
  return {
    id: row.id,
    reference: referenceOf(row.id),
    subject: row.subject,
    status: row.status,
    waitingFor: row.waitingFor,
    label: row.label,
    line: row.line,
    priority: row.priority,
    product: row.productId === null ? null : { id: row.productId, name: row.productName ?? '' },
    version: row.version,
    organisation: { id: row.organisationId, name: row.organisationName },
    requester: { id: row.requesterId, name: row.requesterName },
    assignee: row.assigneeId === null ? null : { id: row.assigneeId, name: row.assigneeName ?? '' },
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    dueAt: row.dueAt,
  }
}

/** The tickets that the actor follows, a page at a time. */
export async function listTickets(ctx: Context, input: unknown): Promise<ListPage<TicketListItem>> {
  if (!mayRead(ctx.actor)) throw notAllowed('tickets-not-yours')
  const values = parse(listTicketsSchema, input)
  const { scope = 'mine', status = 'all', sort = 'updated', limit = 25 } = values
  const copied = ctx.actor.kind === 'person' && (await isInCopyOfAny(ctx.db, ctx.actor.id))
  const page = await listPage(ctx, {
    q: values.q,
    branches: customerBranches(ctx.actor, scope, groups[status], copied),
    filters: values.product ? [only('product', values.product)] : [],
    sort,
    cursor: values.cursor,
    limit,
  })
  return { ...page, items: page.items.map(listItem) }
}
