import type { Command } from 'commander'
import { verifyReleaseFiles } from '#server/releases/verify.ts'
import { type Open, print, Refused } from '../shared.ts'

export function addVerifyCommand(release: Command, open: Open): void {
  release
    .command('verify')
    .description(
      'compare every stored file with its hash; what is damaged goes offline, what is right again comes back',
    )
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const { files, damaged, restored } = await verifyReleaseFiles(await open())
      const lines = [...damaged, ...restored.map((name) => `${name}  (available again)`)]
      const words = lines.length > 0 ? lines.join('\n') : `${files} files are as they were published.`
      print(options, { files, damaged, restored }, words)
      if (damaged.length > 0) throw new Refused(`${damaged.length} of ${files} files are missing or changed.`)
    })
}
