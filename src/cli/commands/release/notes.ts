import type { Command } from 'commander'
import { changeExclusiveNotes } from '#domain/releases/index.ts'
import { givenFile, type Open, print, system } from '../shared.ts'

export function addNotesCommand(release: Command, open: Open): void {
  release
    .command('notes')
    .description('give or change the notes of a release for some organisations alone, after it came out')
    .argument('<product>')
    .argument('<version>')
    .requiredOption('--pt <file>', 'in Portuguese, as Markdown')
    .requiredOption('--en <file>', 'in English, as Markdown')
    .option('--json', 'print JSON')
    .action(async (product: string, version: string, options: { pt: string; en: string; json?: boolean }) => {
      const notes = { pt: String(await givenFile(options.pt)), en: String(await givenFile(options.en)) }
      const runtime = await open()
      const outcome = await changeExclusiveNotes(runtime.context(system), { product, version, notes })
      const name = `${product} ${version}`
      const words = outcome === 'same' ? `${name} has these notes already.` : `${name} has its notes.`
      print(options, { product, version, outcome }, words)
    })
}
