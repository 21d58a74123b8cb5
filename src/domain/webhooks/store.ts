import { and, asc, desc, eq, gt, inArray, isNull, lt, lte, or, type SQL } from 'drizzle-orm'
import { organisations, partnerships, webhookDeliveries, webhooks } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type WebhookRow = typeof webhooks.$inferSelect
export type DeliveryRow = typeof webhookDeliveries.$inferSelect
export type NewDelivery = typeof webhookDeliveries.$inferInsert

/** @param organisationIds null: all */
export function webhooksOf(
  db: Reader | Transaction,
  organisationIds: readonly string[] | null,
): Promise<(WebhookRow & { organisationName: string })[]> {
  return db
    .select({ webhook: webhooks, organisationName: organisations.name })
    .from(webhooks)
    .innerJoin(organisations, eq(organisations.id, webhooks.organisationId))
    .where(
      and(
        isNull(webhooks.removedAt),
        organisationIds === null ? undefined : inArray(webhooks.organisationId, [...organisationIds]),
      ),
    )
    .orderBy(asc(organisations.plainName), asc(webhooks.createdAt))
    .limit(500)
    .then((rows) => rows.map(({ webhook, organisationName }) => ({ ...webhook, organisationName })))
}

export async function findWebhook(db: Reader | Transaction, id: string): Promise<WebhookRow | null> {
  const [row] = await db
    .select()
    .from(webhooks)
    .where(and(eq(webhooks.id, id), isNull(webhooks.removedAt)))
  return row ?? null
}

export function liveWebhooks(tx: Transaction): Promise<WebhookRow[]> {
  return tx
    .select()
    .from(webhooks)
    .where(and(isNull(webhooks.removedAt), isNull(webhooks.disabledAt)))
}

export async function insertWebhook(tx: Transaction, row: typeof webhooks.$inferInsert): Promise<void> {
  await tx.insert(webhooks).values(row)
}

export async function updateWebhook(tx: Transaction, id: string, set: Partial<WebhookRow>): Promise<void> {
  await tx.update(webhooks).set(set).where(eq(webhooks.id, id))
}

/** One a webhook and event: reading an event again adds nothing. */
export async function insertDeliveries(tx: Transaction, rows: NewDelivery[]): Promise<void> {
  if (rows.length > 0) await tx.insert(webhookDeliveries).values(rows).onConflictDoNothing()
}

/** Newest first, without those that nobody may know of yet. */
export function deliveriesOf(db: Reader, webhookId: string, limit: number): Promise<DeliveryRow[]> {
  return db
    .select()
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.webhookId, webhookId),
        inArray(webhookDeliveries.status, ['pending', 'delivered', 'failed']),
      ),
    )
    .orderBy(desc(webhookDeliveries.createdAt))
    .limit(limit)
}

export function dueDeliveries(
  db: Reader,
  now: number,
  limit: number,
): Promise<{ delivery: DeliveryRow; webhook: WebhookRow }[]> {
  return db
    .select({ delivery: webhookDeliveries, webhook: webhooks })
    .from(webhookDeliveries)
    .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
    .where(
      and(lte(webhookDeliveries.nextAttemptAt, now), isNull(webhooks.disabledAt), isNull(webhooks.removedAt)),
    )
    .orderBy(asc(webhookDeliveries.nextAttemptAt))
    .limit(limit)
}

/** What waits longer than it may, before its first attempt or at all: a clock that was ahead dated it. */
function misdated(now: number, { held, longest }: Waits): SQL | undefined {
  const { nextAttemptAt, attempts } = webhookDeliveries
  return and(gt(nextAttemptAt, now + held), or(gt(nextAttemptAt, now + longest), eq(attempts, 0)))
}

/** Milliseconds that what is not out yet waits to be looked at again, and what any delivery waits at most. */
type Waits = { held: number; longest: number }

export async function isAnyMisdated(db: Reader, now: number, waits: Waits): Promise<boolean> {
  const { id } = webhookDeliveries
  const [row] = await db.select({ id }).from(webhookDeliveries).where(misdated(now, waits)).limit(1)
  return row !== undefined
}

export async function dateAnew(tx: Transaction, now: number, waits: Waits): Promise<void> {
  await tx.update(webhookDeliveries).set({ nextAttemptAt: now }).where(misdated(now, waits))
}

export async function updateDelivery(
  tx: Transaction,
  id: string,
  webhookId: string,
  set: Partial<DeliveryRow>,
): Promise<boolean> {
  const rows = await tx
    .update(webhookDeliveries)
    .set(set)
    .where(and(eq(webhookDeliveries.id, id), eq(webhookDeliveries.webhookId, webhookId)))
    .returning({ id: webhookDeliveries.id })
  return rows.length > 0
}

export async function dropDelivery(tx: Transaction, id: string): Promise<void> {
  await tx.delete(webhookDeliveries).where(eq(webhookDeliveries.id, id))
}

/** Lists are for finding faults; what is older than that helps nobody. */
export async function dropDeliveriesBefore(tx: Transaction, before: number): Promise<void> {
  await tx
    .delete(webhookDeliveries)
    .where(and(lt(webhookDeliveries.createdAt, before), isNull(webhookDeliveries.nextAttemptAt)))
}

/** The organisation itself, and those it looks after. */
export async function speaksFor(db: Reader, organisationId: string): Promise<string[]> {
  const rows = await db
    .select({ id: partnerships.organisationId })
    .from(partnerships)
    .where(eq(partnerships.partnerId, organisationId))
  return [organisationId, ...rows.map(({ id }) => id)]
}
