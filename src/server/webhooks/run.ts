import { deliverDue, queueDeliveries } from '#domain/webhooks/index.ts'
import type { Runtime } from '../runtime.ts'
import { createWebhookSender } from './send.ts'

/** The turn of the webhooks: deliveries of what happened since the last one, then everything that is due. */
export async function runWebhooks(runtime: Runtime): Promise<void> {
  const ctx = () => runtime.context({ kind: 'system', name: 'webhooks' })
  const send = createWebhookSender(runtime.config.webhooksPrivate)
  while ((await queueDeliveries(ctx())) > 0);
  // What fails waits, so the list ends; a turn is bounded all the same.
  for (let turn = 0; turn < 20; turn++)
    if ((await deliverDue(ctx(), send, runtime.config.publicUrl.origin)) < 20) return
}
