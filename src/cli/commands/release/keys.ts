import type { Command } from 'commander'
import { addSigningKey, listSigningKeys, revokeSigningKey } from '#domain/releases/index.ts'
import { signing } from '#server/releases/signing.ts'
import { givenFile, type Open, print, system } from '../shared.ts'

export function addKeyCommands(release: Command, open: Open): void {
  const keys = release.command('keys').description('public keys that release files are signed with')
  keys
    .command('add')
    .description(
      'from now on the files of the product, or of all, must be signed with it or another such key',
    )
    .argument('<file>', 'the .pub file that minisign wrote')
    .requiredOption('--label <words>', 'whose it is, and where it is kept')
    .option('--product <product>', 'for this one alone')
    .option('--json', 'print JSON')
    .action(async (path: string, options: { label: string; product?: string; json?: boolean }) => {
      const key = String(await givenFile(path))
      const runtime = await open()
      const { label, product = null } = options
      const { keyId } = await addSigningKey(runtime.context(system), { key, label, product }, signing)
      print(options, { keyId, product }, `Key ${keyId} signs ${product ?? 'every product'} from now on.`)
    })
  keys
    .command('list')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const runtime = await open()
      const all = await listSigningKeys(runtime.context(system))
      const lines = all.map(
        ({ keyId, productId, label, revokedAt }) =>
          `${keyId}  ${(productId ?? 'every product').padEnd(14)}  ${revokedAt === null ? 'active ' : 'revoked'}  ${label}`,
      )
      print(options, { keys: all }, lines.join('\n') || 'There is no key: files need no signature.')
    })
  keys
    .command('revoke')
    .description('nothing that it signs is taken any more; what is published stays')
    .argument('<key>', 'as the list shows it')
    .option('--json', 'print JSON')
    .action(async (id: string, options: { json?: boolean }) => {
      const runtime = await open()
      const { keyId } = await revokeSigningKey(runtime.context(system), { id })
      print(options, { keyId, revoked: true }, `Key ${keyId} is revoked.`)
    })
}
