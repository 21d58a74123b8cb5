import { readFile, writeFile } from 'node:fs/promises'
import { Argument, type Command, InvalidArgumentError, Option } from 'commander'
import {
  addSigningKey,
  changeExclusiveNotes,
  draftChannelManifest,
  listSigningKeys,
  publishChannelManifest,
  revokeSigningKey,
  yankRelease,
} from '#domain/releases/index.ts'
import {
  ManifestFaults,
  type ManifestFile,
  manifestFileSchema,
  readManifestFile,
} from '#server/releases/manifest-file.ts'
import { signedHash } from '#server/releases/minisign.ts'
import { hasNotes, writeDueNotes } from '#server/releases/notes.ts'
import { type Outcome, pairFiles, publishFromFiles } from '#server/releases/publish-files.ts'
import { signing } from '#server/releases/signing.ts'
import { verifyReleaseFiles } from '#server/releases/verify.ts'
import { type Open, print, Refused, UsageError } from './shared.ts'

const system = { kind: 'system', name: 'portal' } as const

type Publish = {
  manifest?: string
  kind: string
  channel: string
  severity?: string
  embargoUntil?: string
  publishAt?: string
  requires?: string
  required?: boolean
  free?: boolean
  cve: string[]
  allowOlder?: boolean
  dryRun?: boolean
  requireNotes?: boolean
  json?: boolean
}

/** Options that a manifest says by itself. */
const saidByManifest = [
  'kind',
  'channel',
  'severity',
  'embargoUntil',
  'publishAt',
  'requires',
  'required',
  'free',
  'cve',
]

function momentText(text: string): string {
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new InvalidArgumentError('Write a moment as 2027-02-01T09:00:00Z.')
  return new Date(at).toISOString()
}

function wholeNumber(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('Write a whole number.')
  return Number(text)
}

async function manifestOf(
  command: Command,
  [product, version, paths]: [string | undefined, string | undefined, string[]],
  options: Publish,
): Promise<ManifestFile> {
  if (options.manifest !== undefined) {
    const also = saidByManifest.find((name) => command.getOptionValueSource(name) === 'cli')
    if (also || paths.length > 0)
      throw new UsageError('The manifest says all: give no files and no facts beside it.')
    const manifest = await readManifestFile(options.manifest)
    const other = (product && product !== manifest.product) || (version && version !== manifest.version)
    if (other) throw new UsageError(`The manifest is of ${manifest.product} ${manifest.version}.`)
    return manifest
  }
  if (!product || !version || paths.length === 0) {
    throw new UsageError('Give a product, a version and files; or --manifest release.yaml.')
  }
  const { kind, channel, severity = null, embargoUntil: embargo = null, publishAt = null } = options
  const { requires = null, required = false, free: freeForAll = false, cve: cves } = options
  const facts = { kind, channel, severity, embargo, publishAt, requires, required, freeForAll, cves }
  const read = manifestFileSchema.safeParse({ product, version, files: await pairFiles(paths), ...facts })
  if (read.success) return read.data
  throw new ManifestFaults(
    read.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`),
  )
}

function sentenceOf({ product, version, state, files, publishedAt }: Outcome): string {
  const name = `${product} ${version}`
  const list = files
    .map((file) => `${file.sha256}  ${file.name}${file.signed ? '' : '  (not signed)'}`)
    .join('\n')
  const when = publishedAt === null ? '' : new Date(publishedAt).toISOString()
  const said = {
    published: `${name} is published:`,
    scheduled: `${name} will be published at ${when}:`,
    submitted: `${name} waits for a second person, who approves it in the browser:`,
    'already-published': `${name} is published already, with these files:`,
    'already-submitted': `${name} waits for a second person already:`,
    'dry-run': `${name} could be published. Nothing was stored:`,
  }[state]
  return `${said}\n${list}`
}

export function addReleaseCommands(program: Command, open: Open): void {
  const release = program.command('release').description('releases and their files')

  const publish = release
    .command('publish')
    .description('publish files as one release: drafted, stored, checked, then published; safe to repeat')
    .argument('[product]')
    .argument('[version]')
    .argument('[file...]', 'with NAME.minisig beside each signed NAME')
    .option('--manifest <file>', 'everything from one YAML file (see the README)')
    .addOption(
      new Option('--kind <kind>').choices(['full', 'cumulative', 'hotfix', 'security']).default('cumulative'),
    )
    .addOption(new Option('--channel <channel>').choices(['stable', 'rc', 'beta']).default('stable'))
    .addOption(new Option('--severity <severity>').choices(['low', 'medium', 'high', 'critical']))
    .option(
      '--embargo-until <moment>',
      'invisible to customers until then, such as 2027-02-01T09:00:00Z',
      momentText,
    )
    .option('--publish-at <moment>', 'comes out then', momentText)
    .option('--requires <version>', 'version that must be installed first')
    .option('--required', 'may not be skipped on the way up')
    .option('--free', 'for every signed-in person, whatever their contract')
    .option('--cve <id...>', 'vulnerabilities it mends', [])
    .option('--allow-older', 'although its channel has a newer version')
    .option('--require-notes', 'refuse what has no release notes in both languages, as a manifest does')
    .option('--dry-run', 'say what would be refused, and store nothing')
    .option('--json', 'print JSON')
  publish.action(
    async (product: string | undefined, version: string | undefined, paths: string[], options: Publish) => {
      const manifest = await manifestOf(publish, [product, version, paths], options)
      const runtime = await open()
      const how = {
        dryRun: options.dryRun ?? false,
        older: options.allowOlder ?? false,
        notesLater: options.manifest === undefined && !options.requireNotes,
      }
      const done = await publishFromFiles(runtime, runtime.context(system), manifest, how)
      if (how.notesLater && !(await hasNotes(runtime, done))) {
        process.stderr.write(
          'It has no release notes yet: write them in content/releases, in both languages.\n',
        )
      }
      print(options, done, sentenceOf(done))
    },
  )

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

  addNotesCommand(release, open)
  addManifestCommand(release, open)
  addKeyCommands(release, open)
}

async function textIn(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new UsageError(`There is no file ${path}.`)
  })
}

function addNotesCommand(release: Command, open: Open): void {
  release
    .command('notes')
    .description('give or change the notes of a release for some organisations alone, after it came out')
    .argument('<product>')
    .argument('<version>')
    .requiredOption('--pt <file>', 'in Portuguese, as Markdown')
    .requiredOption('--en <file>', 'in English, as Markdown')
    .option('--json', 'print JSON')
    .action(async (product: string, version: string, options: { pt: string; en: string; json?: boolean }) => {
      const notes = { pt: await textIn(options.pt), en: await textIn(options.en) }
      const runtime = await open()
      const outcome = await changeExclusiveNotes(runtime.context(system), { product, version, notes })
      const name = `${product} ${version}`
      const words = outcome === 'same' ? `${name} has these notes already.` : `${name} has its notes.`
      print(options, { product, version, outcome }, words)
    })
}

function addManifestCommand(release: Command, open: Open): void {
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
    .action(
      async (
        product: string,
        channel: string,
        options: { days: number; out?: string; publish?: string; json?: boolean },
      ) => {
        const runtime = await open()
        const ctx = runtime.context(system)
        if (options.publish === undefined) {
          const manifest = await draftChannelManifest(ctx, { product, channel, days: options.days })
          const text = `${JSON.stringify(manifest, null, 2)}\n`
          if (options.out === undefined) process.stdout.write(text)
          else {
            await writeFile(options.out, text)
            const { sequence, expires, releases } = manifest
            const comment = `product:${product} channel:${channel} sequence:${sequence}`
            const words = `${options.out} lists ${releases.length} releases until ${expires}. Sign it:\nminisign -Sm ${options.out} -t '${comment}'`
            print(options, { file: options.out, sequence, expires, comment }, words)
          }
          return
        }
        const read = (path: string): Promise<Buffer> =>
          readFile(path).catch(() => {
            throw new UsageError(`There is no file ${path}.`)
          })
        const [bytes, signature] = [await read(options.publish), await read(`${options.publish}.minisig`)]
        const blake2b = signedHash().update(bytes).digest('hex')
        const input = {
          product,
          channel,
          document: bytes.toString('utf8'),
          signature: signature.toString('utf8'),
          blake2b,
        }
        const { sequence, expiresAt } = await publishChannelManifest(ctx, input, signing)
        const until = new Date(expiresAt).toISOString()
        print(
          options,
          { product, channel, sequence, expires: until },
          `List ${sequence} of ${product} ${channel} holds until ${until}.`,
        )
      },
    )
}

function addKeyCommands(release: Command, open: Open): void {
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
      const key = await readFile(path, 'utf8').catch(() => {
        throw new UsageError(`There is no file ${path}.`)
      })
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
