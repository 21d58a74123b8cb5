import type { Command } from 'commander'
import { moveFiles, removeMoved } from '#server/files/move-files.ts'
import { openStore } from '#server/files/open-store.ts'
import { type Open, print, Refused, UsageError } from './shared.ts'

const known = /^(?:file:.|s3:\/\/[a-z0-9][a-z0-9.-]+)/

export function addFilesCommands(program: Command, open: Open): void {
  const files = program.command('files').description('where attachments and releases are stored')
  files
    .command('move')
    .description('copy every content to another store; run it again where it was cut short')
    .argument('<to>', 'file:///folder or s3://bucket/prefix')
    .option('--remove', 'afterwards remove here what is there')
    .option('--json', 'print JSON')
    .action(async (to: string, options: { remove?: boolean; json?: boolean }) => {
      if (!known.test(to) || !URL.canParse(to)) {
        throw new UsageError(`“${to}” is no store; write it as file:///folder or s3://bucket/prefix.`)
      }
      const { config, files: source } = await open()
      if (new URL(to).href.replace(/\/$/, '') === config.filesUrl.replace(/\/$/, '')) {
        throw new Refused('The files are there already.')
      }
      const target = await openStore(to, config)
      const report = ({ copied, there }: { copied: number; there: number }): void => {
        if (process.stderr.isTTY) process.stderr.write(`\r${copied + there} files`)
      }
      const moved = await moveFiles(source, target, report)
      if (moved.damaged.length > 0) {
        throw new Refused(
          `${moved.damaged.length} stored contents are not what their names say, and stayed here:\n${moved.damaged.join('\n')}`,
        )
      }
      const removed = options.remove ? await removeMoved(source, target) : 0
      const { copied, there } = moved
      const words = `${copied} copied, ${there} were there, ${removed} removed here. Start the portal with FILES_URL=${to}.`
      print(options, { copied, there, removed, to }, words)
    })
}
