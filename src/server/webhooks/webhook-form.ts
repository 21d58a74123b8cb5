import { type Context, invalid } from '#domain/shared/index.ts'
import {
  createWebhook,
  redeliver,
  removeWebhook,
  rotateWebhook,
  switchWebhook,
} from '#domain/webhooks/index.ts'
import { readForm } from '../http/form.ts'
import { attempt, type Refused } from '../http/message-form.ts'
import type { Runtime } from '../runtime.ts'
import { leadsInside, newWebhookSecret } from './send.ts'

export type WebhookForm = {
  /** Shown once, on the answer to the form that made it. */
  secret: string | null
  /** Something else was done: the page is asked for anew. */
  done: boolean
  removed: boolean
  refused: Refused | null
  status: number
  values: (name: string) => string
  events: readonly string[]
}

const fresh = {
  secret: null,
  done: false,
  removed: false,
  refused: null,
  status: 200,
  values: () => '',
  events: ['release.published', 'release.withdrawn'],
}

/** The form that creates one. */
export async function newWebhookForm(
  { config }: Pick<Runtime, 'config'>,
  ctx: Context,
  request: Request,
): Promise<WebhookForm> {
  if (request.method !== 'POST') return fresh
  const form = await readForm(request, {})
  const secret = newWebhookSecret()
  const events = form.all('events')
  const input = { organisationId: form.get('organisationId'), url: form.get('url').trim(), events }
  const result = await attempt([], async () => {
    if (!config.webhooksPrivate && leadsInside(input.url)) {
      throw invalid([{ field: 'url', code: 'private-address' }])
    }
    return createWebhook(ctx, input, secret, config.webhooksPrivate)
  })
  if (!('refused' in result)) return { ...fresh, secret }
  return { ...fresh, ...result, events, values: (name) => form.get(name) }
}

/** What is done to one that exists. */
export async function webhookForm(ctx: Context, request: Request, id: string): Promise<WebhookForm> {
  if (request.method !== 'POST') return fresh
  const form = await readForm(request, {})
  const deed = form.get('deed')
  const delivery = form.get('redeliver')
  const secret = newWebhookSecret()
  if (delivery) await redeliver(ctx, id, delivery)
  else if (deed === 'rotate') await rotateWebhook(ctx, id, secret)
  else if (deed === 'remove') await removeWebhook(ctx, id)
  else await switchWebhook(ctx, id, deed === 'on')
  return {
    ...fresh,
    secret: deed === 'rotate' ? secret : null,
    removed: deed === 'remove',
    done: deed !== 'rotate',
  }
}
