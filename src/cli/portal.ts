import { Command, CommanderError } from 'commander'
import type { Runtime } from '#server/runtime.ts'
import { type Open, UsageError } from './commands/shared.ts'
import { configOrStop } from './environment.ts'

type AddCommands = (program: Command, open: Open) => void

let runtime: Runtime | null = null

async function open(): Promise<Runtime> {
  if (runtime) return runtime
  const { createRuntime } = await import('#server/runtime.ts')
  runtime = await createRuntime(configOrStop({ LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' }))
  return runtime
}

const program = new Command('portal')
  .description('the operator’s tool of Balcão')
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(text) })

const operation = async () => (await import('./commands/operation.ts')).addOperationCommands
/** By the first word of a command, in the order of the help. What a command needs is loaded for it alone. */
const commands: Record<string, () => Promise<AddCommands>> = {
  migrate: operation,
  jobs: operation,
  account: async () => (await import('./commands/account.ts')).addAccountCommands,
  content: async () => (await import('./commands/content.ts')).addContentCommands,
  files: async () => (await import('./commands/files.ts')).addFilesCommands,
  release: async () => (await import('./commands/release.ts')).addReleaseCommands,
  site: async () => (await import('./commands/site.ts')).addSiteCommands,
  sla: async () => (await import('./commands/sla.ts')).addSlaCommands,
  stats: async () => (await import('./commands/stats.ts')).addStatsCommands,
  terms: async () => (await import('./commands/terms.ts')).addTermsCommands,
}

async function addCommands(): Promise<void> {
  const [, wanted] = Object.entries(commands).find(([name]) => name === process.argv[2]) ?? []
  const adds = await Promise.all(
    (wanted ? [wanted] : [...new Set(Object.values(commands))]).map((load) => load()),
  )
  for (const add of adds) add(program, open)
}

/** 0 done; 1 refused, and says why; 2 called wrongly. */
async function run(): Promise<number> {
  try {
    await addCommands()
    await program.parseAsync(process.argv)
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    const { sentence } = await import('./commands/sentence.ts')
    process.stderr.write(`${sentence(error)}\n`)
    return error instanceof UsageError ? 2 : 1
  } finally {
    await (runtime as Runtime | null)?.close()
  }
}

process.exitCode = await run()
