import { people } from '#db/seed/world.ts'
import type { Config } from '#server/config.ts'
import { loadDemo } from '#server/demo/load.ts'
import { createRuntime } from '#server/runtime.ts'
import { serve } from '#server/serve.ts'
import { watchContent } from '#server/site/publisher.ts'
import { siteOrStop } from './site-or-stop.ts'

/** Serves the portal with the demo world in it, and says who may sign in. */
export async function openDemo(config: Config): Promise<void> {
  const runtime = await createRuntime(config)
  await loadDemo(runtime)
  await siteOrStop(runtime)
  const { address } = await serve(runtime)
  watchContent(runtime)

  const accounts = people.map(({ id, role }) => `  ${`${id}@demo.test`.padEnd(20)} ${role}`)
  process.stdout.write(
    `\nBalcão is open: ${address}/\n\nDemo accounts, all with the password balcao-demo:\n${accounts.join('\n')}\n\nLetters are kept in ${config.dataDir}/outbox. Ctrl-C stops it; --reset starts anew.\n`,
  )
}
