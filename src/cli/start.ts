import { countPeople, insertOneTimeLink } from '#domain/accounts/index.ts'
import { randomSecret, sha256 } from '#server/auth/hash.ts'
import { createRuntime } from '#server/runtime.ts'
import { serve } from '#server/serve.ts'
import { ensureSite } from '#server/site/publish.ts'
import { configOrStop } from './environment.ts'

const runtime = await createRuntime(configOrStop())
await ensureSite(runtime)
const { address } = await serve(runtime)

if ((await countPeople(runtime.database.reader)) === 0) {
  const secret = randomSecret()
  const now = Date.now()
  const link = {
    id: sha256(secret),
    purpose: 'first-administrator',
    createdAt: now,
    expiresAt: now + 86_400_000,
  } as const
  await runtime.database.write((tx) => insertOneTimeLink(tx, link))
  process.stdout.write(
    `Nobody has an account yet. Create the first administrator here (once, within 24 hours):\n${address}/pt/setup?key=${secret}\n`,
  )
}
