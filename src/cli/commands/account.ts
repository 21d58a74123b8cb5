import type { Command } from 'commander'
import { createAccount, disableAccount, insertOneTimeLink } from '#domain/accounts/index.ts'
import { randomSecret, sha256 } from '#server/auth/hash.ts'
import { type Open, print } from './shared.ts'

type CreateOptions = {
  role: string
  line?: string
  organisation: string
  lang: string
  name: string
  json?: boolean
}

export function addAccountCommands(program: Command, open: Open): void {
  const account = program.command('account').description('people who may sign in')
  const system = { kind: 'system', name: 'portal' } as const

  account
    .command('create EMAIL')
    .description('create an account and print a one-time link with which its person sets a password')
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
      const id = await createAccount(runtime.context(system), input, null)
      const secret = randomSecret()
      const createdAt = Date.now()
      const link = {
        id: sha256(secret),
        purpose: 'invitation',
        personId: id,
        createdAt,
        expiresAt: createdAt + 3_600_000,
      } as const
      await runtime.database.write((tx) => insertOneTimeLink(tx, link))
      const address = new URL(`/${lang}/password?key=${secret}`, runtime.config.publicUrl).href
      print(
        options,
        { id, email, link: address },
        `Created ${email}. Set the password here, within the hour:\n${address}`,
      )
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
}
