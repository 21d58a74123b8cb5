import { makeOwnFeed, revokeOwnFeed } from '#domain/releases/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { randomSecret, sha256 } from '../auth/hash.ts'
import { readForm } from '../http/form.ts'
import type { Runtime } from '../runtime.ts'

/** @returns the address that was made, without its ending: shown once */
export async function ownFeedForm(
  { config }: Pick<Runtime, 'config'>,
  ctx: Context,
  request: Request,
  lang: string,
): Promise<{ address: string | null; revoked: boolean }> {
  if (request.method !== 'POST') return { address: null, revoked: false }
  const form = await readForm(request, {})
  if (form.get('deed') === 'revoke') {
    await revokeOwnFeed(ctx)
    return { address: null, revoked: true }
  }
  const secret = randomSecret()
  await makeOwnFeed(ctx, sha256(secret))
  return { address: `${config.publicUrl.origin}/feeds/${lang}/mine/${secret}`, revoked: false }
}
