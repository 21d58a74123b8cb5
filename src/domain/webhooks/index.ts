export { deliverDue, queueDeliveries, type Send, sweepDeliveries } from './deliver.ts'
export {
  createWebhook,
  getWebhook,
  listDeliveries,
  listWebhooks,
  redeliver,
  removeWebhook,
  rotateWebhook,
  switchWebhook,
  type WebhookView,
} from './manage.ts'
export type { DeliveryRow } from './store.ts'
export { type Outcome, type WebhookKind, webhookKinds } from './webhook.ts'
