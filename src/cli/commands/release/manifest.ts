import { writeFile } from 'node:fs/promises'
import { Argument, type Command, InvalidArgumentError } from 'commander'
import { draftChannelManifest, publishChannelManifest } from '#domain/releases/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { signedHash } from '#server/releases/minisign.ts'
import { signing } from '#server/releases/signing.ts'
import { givenFile, type Open, print, system } from '../shared.ts'

type List = { product: string; channel: string }
type Options = { days: number; out?: string; publish?: string; json?: boolean }

function wholeNumber(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('Write a whole number.')
  return Number(text)
}

export function addManifestCommand(release: Command, open: Open): void {
  release
    .command('manifest')
    .description(
      'write the signed list of a channel’s releases, to be signed elsewhere; or take the signed one',
    )
    .argument('<product>')
    .addArgument(new Argument('<channel>').choices(['stable', 'rc', 'beta']))
    .option('--days <number>', 'how long it holds', wholeNumber, 30)
    .option('--out <file>', 'write it there instead of printing it')
    .option('--publish <file>', 'take this file, with its signature in FILE.minisig')
    .option('--json', 'print JSON')
    .action(async (product: string, channel: string, options: Options) => {
      const ctx = (await open()).context(system)
      const list = { product, channel }
      if (options.publish === undefined) await write(ctx, list, options)
      else await take(ctx, list, options.publish, options)
    })
}

async function write(ctx: Context, { product, channel }: List, options: Options): Promise<void> {
  const manifest = await draftChannelManifest(ctx, { product, channel, days: options.days })
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  if (options.out === undefined) {
    process.stdout.write(text)
    return
  }
  await writeFile(options.out, text)
  const { sequence, expires, releases } = manifest
  const comment = `product:${product} channel:${channel} sequence:${sequence}`
  const words = `${options.out} lists ${releases.length} releases until ${expires}. Sign it:\nminisign -Sm ${options.out} -t '${comment}'`
  print(options, { file: options.out, sequence, expires, comment }, words)
}

async function take(ctx: Context, { product, channel }: List, file: string, options: Options): Promise<void> {
  const [bytes, signature] = [await givenFile(file), await givenFile(`${file}.minisig`)]
  const blake2b = signedHash().update(bytes).digest('hex')
  const input = { product, channel, document: String(bytes), signature: String(signature), blake2b }
  const { sequence, expiresAt } = await publishChannelManifest(ctx, input, signing)
  const until = new Date(expiresAt).toISOString()
  print(
    options,
    { product, channel, sequence, expires: until },
    `List ${sequence} of ${product} ${channel} holds until ${until}.`,
  )
}
