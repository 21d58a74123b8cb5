import { type Command, Option } from 'commander'
import { beginProgram } from '#server/site/publish/program.ts'
import { siteFolder } from '#server/site/site-folder.ts'
import { configOrStop } from '../environment.ts'
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
      await beginProgram(siteFolder(configOrStop()))
      const { publishNow } = await import('./publish-now.ts')
      await publishNow(await open(), options)
    })
}
