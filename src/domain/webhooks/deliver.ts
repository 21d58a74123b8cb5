import { findAdvisoryFor } from '../advisories/index.ts'
import { eventsAfter, moveReader, readerPosition, recordEvent } from '../events/index.ts'
import { findReleaseFor } from '../releases/index.ts'
import { type Context, notAllowed, type Person } from '../shared/index.ts'
import {
  type DeliveryRow,
  dateAnew,
  dropDeliveriesBefore,
  dropDelivery,
  dueDeliveries,
  findWebhook,
  insertDeliveries,
  isAnyMisdated,
  liveWebhooks,
  speaksFor,
  updateDelivery,
  updateWebhook,
  type WebhookRow,
} from './store.ts'
import { failuresUntilOff, kindOfEvent, longest, nextAttempt, type Outcome, succeeded } from './webhook.ts'

const reader = 'webhooks'
const batch = 200
const waits = { held: 60_000, longest }

function requireSystem({ actor }: Context): void {
  if (actor.kind !== 'system') throw notAllowed('system-only')
}

/**
 * Turns the events since the last call into deliveries, together with the reader's place: a crash repeats and loses
 * nothing. Who may know of it is asked when it is sent.
 * @returns how many events were read
 */
export function queueDeliveries(ctx: Context): Promise<number> {
  requireSystem(ctx)
  return ctx.write(async (tx) => {
    const events = await eventsAfter(tx, await readerPosition(tx, reader), batch)
    const told = events.filter(({ type, subject }) => type in kindOfEvent && subject !== null)
    const live = told.length > 0 ? await liveWebhooks(tx) : []
    for (const event of told) {
      const type = kindOfEvent[event.type] ?? event.type
      const rows = live
        .filter((webhook) => webhook.events.includes(type) && wasThere(ctx, webhook, event.at))
        .map(({ id: webhookId }) => ({
          id: `msg_${ctx.ids.next()}`,
          webhookId,
          eventId: event.id,
          type,
          subject: event.subject ?? '',
          at: event.at,
          status: 'held' as const,
          nextAttemptAt: ctx.now,
          createdAt: ctx.now,
        }))
      await insertDeliveries(tx, rows)
    }
    const last = events.at(-1)
    if (last) await moveReader(tx, reader, last.id)
    return events.length
  })
}

/** What happened before an address was given is not told it. One dated later than now was given under a wrong clock. */
function wasThere({ now }: Context, { createdAt }: WebhookRow, at: number): boolean {
  return createdAt <= at || createdAt > now
}

/** Sends one message: its id, its body, and where to. */
export type Send = (
  webhook: Pick<WebhookRow, 'url' | 'secret' | 'previousSecret' | 'previousUntil'>,
  message: { id: string; body: object },
) => Promise<Outcome>

/** Sends what is due. @returns how many deliveries were looked at */
export async function deliverDue(ctx: Context, send: Send, origin: string): Promise<number> {
  requireSystem(ctx)
  if (await isAnyMisdated(ctx.db, ctx.now, waits)) await ctx.write((tx) => dateAnew(tx, ctx.now, waits))
  const due = await dueDeliveries(ctx.db, ctx.now, 20)
  await Promise.all(
    due.map(async ({ delivery, webhook }) => {
      const body = await bodyOf(ctx, delivery, webhook, origin)
      if (body === 'later' || body === 'never') await hold(ctx, delivery, body)
      else await settle(ctx, delivery, webhook, await send(webhook, { id: delivery.id, body }))
    }),
  )
  return due.length
}

type Body = object | 'later' | 'never'

/** What the organisation may know of the subject now. */
async function bodyOf(
  ctx: Context,
  { type, subject, at }: DeliveryRow,
  { organisationId }: WebhookRow,
  origin: string,
): Promise<Body> {
  const asked = await asOrganisation(ctx, organisationId)
  const [, product, version] = /^release:([^/]+)\/(.+)$/.exec(subject) ?? []
  const [, tracking] = /^advisory:(.+)$/.exec(subject) ?? []
  const data =
    product && version
      ? await releaseData(ctx, asked, { product, version }, origin)
      : tracking
        ? await advisoryData(ctx, asked, tracking, origin)
        : 'never'
  return typeof data === 'string' ? data : { type, timestamp: new Date(at).toISOString(), data }
}

async function releaseData(
  ctx: Context,
  asked: Person,
  { product, version }: { product: string; version: string },
  origin: string,
): Promise<Body> {
  const { release, out } = await findReleaseFor(ctx, asked, product, version)
  if (!release) return out ? 'never' : 'later'
  const { decision, withdrawn, kind, severity, channel, publishedAt, cves } = release
  return {
    ...{ product, version, kind, severity, channel, cves },
    publishedAt: new Date(publishedAt).toISOString(),
    allowed: decision.allowed,
    reason: decision.reason,
    withdrawn,
    url: `${origin}/en/updates/${product}#v${version}`,
  }
}

async function advisoryData(ctx: Context, asked: Person, tracking: string, origin: string): Promise<Body> {
  const { advisory, out } = await findAdvisoryFor({ ...ctx, actor: asked }, tracking)
  if (!advisory) return out ? 'never' : 'later'
  const { tlp, severity, title, cve, publishedAt, statements } = advisory
  return {
    ...{ tracking, tlp, severity, title, cve },
    publishedAt: new Date(publishedAt ?? ctx.now).toISOString(),
    products: statements.map(({ productId: product, status, affected, fixedVersion }) => {
      return { product, status, affected, fixedVersion }
    }),
    url: `${origin}/en/advisories/${tracking}`,
  }
}

/** Rights are asked of people: an organisation asks like a customer of its own. */
async function asOrganisation(ctx: Context, organisationId: string): Promise<Person> {
  return {
    kind: 'person',
    id: '',
    name: '',
    email: '',
    role: 'customer',
    line: null,
    lang: 'en',
    organisationId,
    organisationIds: await speaksFor(ctx.db, organisationId),
    scopes: ['updates:read'],
    tokenId: null,
  }
}

async function hold(ctx: Context, { id, webhookId }: DeliveryRow, until: 'later' | 'never'): Promise<void> {
  await ctx.write(async (tx) => {
    if (until === 'never') await dropDelivery(tx, id)
    else await updateDelivery(tx, id, webhookId, { nextAttemptAt: ctx.now + waits.held })
  })
}

async function settle(
  ctx: Context,
  delivery: DeliveryRow,
  { id: webhookId, organisationId, url, createdBy }: WebhookRow,
  outcome: Outcome,
): Promise<void> {
  const attempts = delivery.attempts + 1
  const well = succeeded(outcome)
  const next = well ? null : nextAttempt(attempts, ctx.now)
  await ctx.write(async (tx) => {
    await updateDelivery(tx, delivery.id, webhookId, {
      status: well ? 'delivered' : next === null ? 'failed' : 'pending',
      attempts,
      nextAttemptAt: next,
      lastAttemptAt: ctx.now,
      lastStatus: outcome.status,
      lastError: outcome.error?.slice(0, 200) ?? null,
    })
    const failures = well ? 0 : ((await findWebhook(tx, webhookId))?.failures ?? 0) + 1
    // 410 says that nobody wants to be told any more.
    const off = failures >= failuresUntilOff || outcome.status === 410
    await updateWebhook(tx, webhookId, {
      failures,
      ...(off ? { disabledAt: ctx.now, disabledReason: 'failures' as const } : {}),
    })
    const data = { url, personId: createdBy }
    if (off)
      await recordEvent(ctx, tx, {
        type: 'webhook.disabled',
        organisationId,
        subject: `webhook:${webhookId}`,
        data,
      })
  })
}

export async function sweepDeliveries(ctx: Context): Promise<void> {
  requireSystem(ctx)
  await ctx.write((tx) => dropDeliveriesBefore(tx, ctx.now - 90 * 86_400_000))
}
