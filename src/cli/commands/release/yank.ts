import type { Command } from 'commander'
import { yankRelease } from '#domain/releases/index.ts'
import { writeDueNotes } from '#server/releases/notes.ts'
import { type Open, print, system } from '../shared.ts'

export function addYankCommand(release: Command, open: Open): void {
  release
    .command('yank')
    .description('withdraw a release: it stays named, nobody may fetch it')
    .argument('<product>')
    .argument('<version>')
    .requiredOption('--reason-pt <words>', 'why, as customers read it in Portuguese')
    .requiredOption('--reason-en <words>', 'why, as customers read it in English')
    .option('--replacement <version>', 'what to install instead')
    .option('--json', 'print JSON')
    .action(
      async (
        product: string,
        version: string,
        options: { reasonPt: string; reasonEn: string; replacement?: string; json?: boolean },
      ) => {
        const runtime = await open()
        const { reasonPt: pt, reasonEn: en, replacement = null } = options
        const reason = { pt, en }
        await yankRelease(runtime.context(system), { product, version, reason, replacement })
        await writeDueNotes(runtime)
        print(options, { product, version, withdrawn: true }, `${product} ${version} is withdrawn.`)
      },
    )
}
