import type { Command } from 'commander'
import { schedule } from '#server/jobs/schedule.ts'
import { type Open, print, Refused } from './shared.ts'

export function addOperationCommands(program: Command, open: Open): void {
  program
    .command('migrate')
    .description('bring the database to this version')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      await open()
      print(options, { migrated: true }, 'The database is up to date.')
    })

  const jobs = program.command('jobs').description('recurring jobs')
  jobs
    .command('run NAME')
    .description(`run one job now: ${schedule.map((job) => job.name).join(', ')}`)
    .option('--json', 'print JSON')
    .action(async (name: string, options: { json?: boolean }) => {
      const job = schedule.find((candidate) => candidate.name === name)
      if (!job)
        throw new Refused(
          `There is no job “${name}”. The jobs are: ${schedule.map((j) => j.name).join(', ')}.`,
        )
      await job.run(await open())
      print(options, { job: name, done: true }, `Ran ${name}.`)
    })
}
