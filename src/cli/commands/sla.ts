import { createInterface } from 'node:readline'
import type { Command } from 'commander'
import { explainTicket } from '#domain/tickets/index.ts'
import { answerCount, createCounter } from '#server/sla/count.ts'
import { explanationWords } from '#server/sla/explanation-words.ts'
import { type Open, print, Refused, system, UsageError } from './shared.ts'

export function addSlaCommands(program: Command, open: Open): void {
  const sla = program.command('sla').description('support hours and promises')

  sla
    .command('due')
    .description('count open time: one JSON object a line in, one out, in the same order')
    .option(
      '--stdin',
      'read from standard input: {calendar, from, minutes} gives {due}, {calendar, from, to} gives {minutes}',
    )
    .option('--json', 'print JSON (it always does)')
    .action(async (options: { stdin?: boolean }) => {
      if (!options.stdin) throw new UsageError('Say --stdin and send one JSON object a line.')
      const counter = createCounter(await open())
      let wrong = 0
      for await (const line of createInterface({
        input: process.stdin,
        crlfDelay: Number.POSITIVE_INFINITY,
      })) {
        if (line.trim() === '') continue
        const answer = await answerCount(counter, line)
        if ('error' in answer) wrong++
        process.stdout.write(`${JSON.stringify(answer)}\n`)
      }
      if (wrong > 0) throw new Refused(`${wrong} of the lines could not be counted: see their “error”.`)
    })

  sla
    .command('explain REFERENCE')
    .description('the clocks of one ticket, interval by interval')
    .option('--json', 'print JSON')
    .action(async (reference: string, options: { json?: boolean }) => {
      const runtime = await open()
      const ctx = runtime.context(system)
      const explained = await explainTicket(ctx, reference)
      print(options, explained, explanationWords(explained, ctx.now))
    })
}
