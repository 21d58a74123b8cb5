import { warnOfExpiry } from '#domain/releases/index.ts'
import type { Runtime } from '../runtime.ts'
import { alert } from './alert.ts'

/** Tells the administrators which signed lists are about to end. */
export async function warnOfEndingManifests(
  runtime: Pick<Runtime, 'context' | 'config' | 'site'>,
): Promise<void> {
  const { zone } = runtime.site.catalogue.settings.site
  const ctx = runtime.context({ kind: 'system', name: 'release-manifests' })
  await ctx.write(async (tx) => {
    for (const { eventId, productName, channel, expiresAt } of await warnOfExpiry(ctx)) {
      await alert(runtime, ctx, tx, eventId, { kind: 'expiring', productName, channel, expiresAt, zone })
    }
  })
}
