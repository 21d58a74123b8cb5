import { type Command, Option } from 'commander'
import { codeFingerprint, makeProgram } from '#server/site/publish/program.ts'
import type { Open } from './shared.ts'

export type PublishOptions = { ifChanged?: boolean; json?: boolean; forServer?: boolean }

export function addSiteCommands(program: Command, open: Open): void {
  const site = program.command('site').description('the published site')

  site
    .command('publish')
    .description('build the site from the content and swap it in; a running portal uses it within seconds')
    .option('--if-changed', 'only when code or content has changed')
    .option('--json', 'print JSON')
    .addOption(new Option('--for-server', 'print progress and outcome for the portal that waits').hideHelp())
    .action(async (options: PublishOptions) => {
      // What takes longest begins before the rest is even loaded. Its failure is told where it is waited for.
      makeProgram(await codeFingerprint()).catch(() => undefined)
      const { publishNow } = await import('./publish-now.ts')
      await publishNow(await open(), options)
    })
}
