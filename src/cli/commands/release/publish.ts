import { type Command, Option } from 'commander'
import {
  ManifestFaults,
  type ManifestFile,
  manifestFileSchema,
  readManifestFile,
} from '#server/releases/manifest-file.ts'
import { hasNotes } from '#server/releases/notes.ts'
import { type Outcome, pairFiles, publishFromFiles } from '#server/releases/publish-files.ts'
import { momentText } from '../moment.ts'
import { type Open, print, system, UsageError } from '../shared.ts'

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

export function addPublishCommand(release: Command, open: Open): void {
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
}
