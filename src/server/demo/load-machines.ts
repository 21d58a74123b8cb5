import { createService, createToken, findTokenByHash } from '#domain/accounts/index.ts'
import { createWebhook, switchWebhook } from '#domain/webhooks/index.ts'
import { sha256 } from '../auth/hash.ts'
import type { Runtime } from '../runtime.ts'
import { newWebhookSecret } from '../webhooks/send.ts'

/** The municipality's update server, and an address that is told of nothing: it is switched off. */
export async function loadMachines(runtime: Runtime): Promise<void> {
  const bruno = await findTokenByHash(runtime.database.reader, sha256('bal_demo_bruno'))
  if (!bruno) return
  const ctx = runtime.context({ ...bruno.actor, scopes: 'all', tokenId: null })
  const organisationId = 'vila-nova'
  const id = await createService(ctx, { name: 'Servidor de atualizações', organisationId })
  const token = { name: 'gestor-prod', scopes: ['updates:read'], days: 365, dailyMegabytes: 5000 }
  await createToken(ctx, token, sha256('bal_demo_servidor'), id)
  const url = 'https://updates.example.com/balcao'
  const events = ['release.published', 'release.withdrawn']
  const webhook = await createWebhook(ctx, { organisationId, url, events }, newWebhookSecret(), false)
  await switchWebhook(ctx, webhook, false)
}
