import type { Command } from 'commander'
import { continueRebuild, gatherFacts, keepDays, rebuildProgress, startRebuild } from '#domain/stats/index.ts'
import { type Open, print } from './shared.ts'

export function addStatsCommands(program: Command, open: Open): void {
  const stats = program.command('stats').description('what statistics count of each ticket')

  stats
    .command('rebuild')
    .description('make it anew from all tickets; one that was stopped goes on where it was')
    .option('--anew', 'begin with the oldest ticket even so')
    .option('--json', 'print JSON')
    .action(async (options: { anew?: boolean; json?: boolean }) => {
      const runtime = await open()
      const ctx = () => runtime.context({ kind: 'system', name: 'statistics' })
      if (options.anew || (await rebuildProgress(ctx())) === null) await startRebuild(ctx())
      let batches = 1
      while (await gatherFacts(ctx())) batches++
      while (await continueRebuild(ctx())) {
        batches++
        if (batches % 50 !== 0 || options.json) continue
        const progress = await rebuildProgress(ctx())
        if (progress) process.stderr.write(`${Math.floor(progress.share * 100)} %\n`)
      }
      while (await keepDays(ctx()));
      print(options, { rebuilt: true, batches }, 'The statistics are made anew from all tickets.')
    })
}
