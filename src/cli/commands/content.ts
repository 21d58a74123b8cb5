import type { Command } from 'commander'
import { formatFault } from '#server/site/faults.ts'
import { checkContent, stops } from '#server/site/publish.ts'
import { configOrStop } from '../environment.ts'
import { type Open, print, Refused } from './shared.ts'

export function addContentCommands(program: Command, _open: Open): void {
  const content = program.command('content').description('articles, manuals and release notes')

  content
    .command('check')
    .description('name every fault in the content: file, line, field and what was expected')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const { contentDir } = configOrStop()
      const { content: read, faults } = await checkContent(contentDir)
      const articles = read.library.articles.length
      const lines = faults.map(formatFault)
      const stopping = faults.filter(stops).length
      const words = faults.length === 0 ? `${articles} articles, no faults.` : lines.join('\n')
      print(options, { articles, faults }, words)
      if (faults.length > 0) throw new Refused(`${faults.length} faults; ${stopping} of them stop a publish.`)
    })
}
