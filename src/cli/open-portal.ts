import { offerFirstAdministrator } from '#domain/accounts/index.ts'
import { randomSecret, sha256 } from '#server/auth/hash.ts'
import type { Config } from '#server/config.ts'
import { createRuntime } from '#server/runtime.ts'
import { serve } from '#server/serve.ts'
import { siteOrStop } from './site-or-stop.ts'

/** Serves the portal; where nobody has an account, says how the first administrator gets one. */
export async function openPortal(config: Config): Promise<void> {
  const runtime = await createRuntime(config)
  await siteOrStop(runtime)
  await serve(runtime)

  // Printed, not logged: logs are kept and read by more people than whoever starts the portal.
  const secret = randomSecret()
  if (await offerFirstAdministrator(runtime.context({ kind: 'system', name: 'start' }), sha256(secret))) {
    const link = new URL(`/pt/setup/${secret}`, runtime.config.publicUrl)
    process.stdout.write(
      `\nNobody has an account yet. Create the first administrator here, within a day:\n${link}\n\n`,
    )
  }
}
