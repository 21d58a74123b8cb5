import { z } from 'zod'
import { mayManageMachines, requireMachinist } from '../accounts/index.ts'
import { recordEvent } from '../events/index.ts'
import { type Context, conflict, isAdministrator, notFound, parse } from '../shared/index.ts'
import {
  type DeliveryRow,
  deliveriesOf,
  findWebhook,
  insertWebhook,
  updateDelivery,
  updateWebhook,
  type WebhookRow,
  webhooksOf,
} from './store.ts'
import { type WebhookKind, webhookKinds } from './webhook.ts'

const most = 10
const day = 86_400_000

export type WebhookView = Omit<WebhookRow, 'secret' | 'previousSecret'> & { organisationName?: string }

const view = ({ secret: _, previousSecret: _p, ...rest }: WebhookRow): WebhookView => rest

/** @param insecure whether addresses without TLS are taken: where webhooks may stay in a private network */
function webhookSchema(insecure: boolean) {
  return z.object({
    organisationId: z.string().min(1).max(64),
    url: z
      .string()
      .trim()
      .max(500)
      .refine(
        (value) => {
          if (!URL.canParse(value)) return false
          const { protocol, username, password } = new URL(value)
          return (protocol === 'https:' || (insecure && protocol === 'http:')) && !username && !password
        },
        { message: 'not-https' },
      ),
    events: z.array(z.enum(webhookKinds as readonly [WebhookKind, ...WebhookKind[]])).min(1),
  })
}

export async function listWebhooks(ctx: Context): Promise<WebhookView[]> {
  const actor = requireMachinist(ctx, 'webhooks-not-yours')
  const rows = await webhooksOf(ctx.db, isAdministrator(actor) ? null : actor.organisationIds)
  return rows.map(({ organisationName, ...row }) => ({ ...view(row), organisationName }))
}

/** @throws DomainError `not-found` also where it is another organisation's */
async function mine(ctx: Context, id: string): Promise<WebhookRow> {
  const actor = requireMachinist(ctx, 'webhooks-not-yours')
  const webhook = await findWebhook(ctx.db, id)
  if (!webhook || !mayManageMachines(actor, webhook.organisationId)) throw notFound('webhook')
  return webhook
}

export async function getWebhook(ctx: Context, id: string): Promise<WebhookView> {
  return view(await mine(ctx, id))
}

export async function listDeliveries(ctx: Context, id: string): Promise<DeliveryRow[]> {
  return deliveriesOf(ctx.db, (await mine(ctx, id)).id, 50)
}

/** @param secret `whsec_…`, which only the caller knows and shows once */
export async function createWebhook(
  ctx: Context,
  input: unknown,
  secret: string,
  insecure: boolean,
): Promise<string> {
  const actor = requireMachinist(ctx, 'webhooks-not-yours')
  const { organisationId, url, events } = parse(webhookSchema(insecure), input)
  if (!mayManageMachines(actor, organisationId)) throw notFound('organisation')
  return ctx.write(async (tx) => {
    if ((await webhooksOf(tx, [organisationId])).length >= most) throw conflict('too-many-webhooks')
    const id = ctx.ids.next()
    const createdBy = actor.id
    await insertWebhook(tx, { id, organisationId, url, secret, events, createdBy, createdAt: ctx.now })
    const data = { url, events }
    await recordEvent(ctx, tx, { type: 'webhook.created', organisationId, subject: `webhook:${id}`, data })
    return id
  })
}

async function change(
  ctx: Context,
  id: string,
  type: string,
  set: (webhook: WebhookRow) => Partial<WebhookRow>,
): Promise<void> {
  const webhook = await mine(ctx, id)
  await ctx.write(async (tx) => {
    await updateWebhook(tx, id, set(webhook))
    const { organisationId, url } = webhook
    await recordEvent(ctx, tx, { type, organisationId, subject: `webhook:${id}`, data: { url } })
  })
}

export function switchWebhook(ctx: Context, id: string, on: boolean): Promise<void> {
  return change(ctx, id, on ? 'webhook.switched-on' : 'webhook.switched-off', () =>
    on
      ? { disabledAt: null, disabledReason: null, failures: 0 }
      : { disabledAt: ctx.now, disabledReason: 'person' },
  )
}

/** For a day, deliveries are signed with both secrets. */
export function rotateWebhook(ctx: Context, id: string, secret: string): Promise<void> {
  return change(ctx, id, 'webhook.rotated', (webhook) => ({
    secret,
    previousSecret: webhook.secret,
    previousUntil: ctx.now + day,
  }))
}

export function removeWebhook(ctx: Context, id: string): Promise<void> {
  return change(ctx, id, 'webhook.removed', () => ({ removedAt: ctx.now }))
}

/** Sends a delivery once more, under the same id. */
export async function redeliver(ctx: Context, webhookId: string, id: string): Promise<void> {
  await mine(ctx, webhookId)
  const again = { status: 'pending', nextAttemptAt: ctx.now, attempts: 0 } as const
  await ctx.write(async (tx) => {
    if (!(await updateDelivery(tx, id, webhookId, again))) throw notFound('delivery')
  })
}
