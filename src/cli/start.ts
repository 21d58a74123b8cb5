import { createRuntime } from '#server/runtime.ts'
import { serve } from '#server/serve.ts'
import { ensureSite } from '#server/site/publish.ts'
import { configOrStop } from './environment.ts'

const runtime = await createRuntime(configOrStop())
await ensureSite(runtime)
await serve(runtime)
