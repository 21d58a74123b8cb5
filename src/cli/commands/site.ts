import type { Command } from 'commander'
import { formatFault } from '#server/site/faults.ts'
import { ensureSite, publishSite } from '#server/site/publish.ts'
import { type Open, print } from './shared.ts'

export function addSiteCommands(program: Command, open: Open): void {
  const site = program.command('site').description('the published site')

  site
    .command('publish')
    .description('build the site from the content and swap it in; a running portal uses it within seconds')
    .option('--if-changed', 'only when code or content has changed')
    .option('--quiet', 'print nothing when it succeeds')
    .option('--json', 'print JSON')
    .action(async (options: { ifChanged?: boolean; quiet?: boolean; json?: boolean }) => {
      const runtime = await open()
      const published = await (options.ifChanged ? ensureSite(runtime) : publishSite(runtime))
      if (options.quiet) return
      if (!published) return print(options, { release: null }, 'Nothing has changed since the last publish.')
      const { release, articles, seconds, warnings } = published
      const lines = warnings.map((fault) => `Warning: ${formatFault(fault)}\n`).join('')
      print(
        options,
        published,
        `${lines}Published ${articles} articles in ${seconds} s as release ${release}.`,
      )
    })
}
