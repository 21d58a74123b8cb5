import type { Command } from 'commander'
import { formatFault } from '#server/site/faults.ts'
import { publishSite } from '#server/site/publish.ts'
import { type Open, print } from './shared.ts'

export function addSiteCommands(program: Command, open: Open): void {
  const site = program.command('site').description('the published site')

  site
    .command('publish')
    .description('build the site from the content and swap it in; a running portal uses it within seconds')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const published = await publishSite(await open())
      const { release, articles, seconds, warnings } = published
      const lines = warnings.map((fault) => `Warning: ${formatFault(fault)}\n`).join('')
      print(
        options,
        published,
        `${lines}Published ${articles} articles in ${seconds} s as release ${release}.`,
      )
    })
}
