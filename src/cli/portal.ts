import { Command, CommanderError } from 'commander'
import { createRuntime, type Runtime } from '#server/runtime.ts'
import { addAccountCommands } from './commands/account.ts'
import { addContentCommands } from './commands/content.ts'
import { addFilesCommands } from './commands/files.ts'
import { addOperationCommands } from './commands/operation.ts'
import { addReleaseCommands } from './commands/release.ts'
import { sentence, UsageError } from './commands/shared.ts'
import { addSiteCommands } from './commands/site.ts'
import { addSlaCommands } from './commands/sla.ts'
import { addStatsCommands } from './commands/stats.ts'
import { addTermsCommands } from './commands/terms.ts'
import { configOrStop } from './environment.ts'

let runtime: Runtime | null = null

async function open(): Promise<Runtime> {
  runtime ??= await createRuntime(configOrStop({ LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' }))
  return runtime
}

const program = new Command('portal')
  .description('the operator’s tool of Balcão')
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(text) })
for (const add of [
  addOperationCommands,
  addAccountCommands,
  addContentCommands,
  addFilesCommands,
  addReleaseCommands,
  addSiteCommands,
  addSlaCommands,
  addStatsCommands,
  addTermsCommands,
]) {
  add(program, open)
}

/** 0 done; 1 refused, and says why; 2 called wrongly. */
async function run(): Promise<number> {
  try {
    await program.parseAsync(process.argv)
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    process.stderr.write(`${sentence(error)}\n`)
    return error instanceof UsageError ? 2 : 1
  } finally {
    await (runtime as Runtime | null)?.close()
  }
}

process.exitCode = await run()
