import type { Command } from 'commander'
import { z } from 'zod'
import { createAccount, createOrganisation, disableAccount, passwordSchema } from '#domain/accounts/index.ts'
import { parse } from '#domain/shared/index.ts'
import { hashPassword } from '#server/auth/passwords.ts'
import { type Open, print, system } from './shared.ts'

type CreateOptions = {
  role: string
  line?: string
  organisation: string
  lang: string
  name: string
  json?: boolean
}

/** The password never stands in the arguments, which other users of the machine can read. */
async function firstLine(): Promise<string> {
  let text = ''
  for await (const chunk of process.stdin) {
    text += chunk
    if (text.includes('\n') || text.length > 10_000) break
  }
  return text.split(/\r?\n/)[0] ?? ''
}

export function addAccountCommands(program: Command, open: Open): void {
  const account = program.command('account').description('people who may sign in')

  account
    .command('create EMAIL')
    .description('create an account; its password is the first line of standard input')
    .requiredOption('--name <name>', 'the person’s name')
    .requiredOption(
      '--role <role>',
      'customer, customer-manager, partner, agent, supervisor, editor or administrator',
    )
    .requiredOption('--organisation <id>', 'identifier of the organisation the person belongs to')
    .option('--line <line>', 'support line of an agent: 1, 2 or 3')
    .option('--lang <lang>', 'language of letters: pt or en', 'pt')
    .option('--json', 'print JSON')
    .action(async (email: string, options: CreateOptions) => {
      const runtime = await open()
      const { name, role, lang } = options
      const line = options.line === undefined ? null : Number(options.line)
      const input = { email, name, role, lang, line, organisationId: options.organisation }
      const password = parse(z.object({ password: passwordSchema }), { password: await firstLine() }).password
      const id = await createAccount(runtime.context(system), input, await hashPassword(password))
      print(options, { id, email }, `Created ${email}.`)
    })

  account
    .command('disable EMAIL')
    .description('end the person’s sessions and tokens; their tickets stay')
    .option('--json', 'print JSON')
    .action(async (email: string, options: { json?: boolean }) => {
      const runtime = await open()
      await disableAccount(runtime.context(system), email)
      print(options, { email, disabled: true }, `Disabled ${email}.`)
    })

  program
    .command('organisation')
    .description('companies: customers, partners, and the house itself')
    .command('create ID')
    .description('create an organisation; ID is the word that names it in commands, such as vila-nova')
    .requiredOption('--name <name>', 'its name')
    .option('--kind <kind>', 'customer, partner or house', 'customer')
    .option('--json', 'print JSON')
    .action(async (id: string, options: { name: string; kind: string; json?: boolean }) => {
      const runtime = await open()
      const { name, kind } = options
      await createOrganisation(runtime.context(system), { id, name, kind })
      print(options, { id, name, kind }, `Created ${name} (${id}).`)
    })
}
