import type { Command } from 'commander'
import { applyTerms, writeTerms } from '#server/accounts/terms.ts'
import { givenFile, type Open, print, system } from './shared.ts'

export function addTermsCommands(program: Command, open: Open): void {
  const terms = program
    .command('terms')
    .description('products, calendars, service levels, contracts and partnerships, as one YAML file')

  terms
    .command('show')
    .description('print what holds now, in the form that apply takes')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const runtime = await open()
      const yaml = await writeTerms(runtime.context(system))
      print(options, { yaml }, yaml.trimEnd())
    })

  terms
    .command('apply FILE')
    .description('take over a file, all of it or nothing; what is not in it stays as it is')
    .option('--json', 'print JSON')
    .action(async (file: string, options: { json?: boolean }) => {
      const text = String(await givenFile(file))
      const runtime = await open()
      const applied = await applyTerms(runtime.context(system), file, text)
      const lines = Object.entries(applied).map(
        ([kind, { new: added, changed, same }]) =>
          `${kind}: ${added} new, ${changed} changed, ${same} as before`,
      )
      print(options, applied, lines.join('\n'))
    })
}
