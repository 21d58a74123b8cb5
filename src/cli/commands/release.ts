import { access } from 'node:fs/promises'
import { type Command, Option } from 'commander'
import { publishRelease, storedFiles, yankRelease } from '#domain/releases/index.ts'
import { isWhole, storeReleaseFile } from '#server/releases/store-files.ts'
import { type Open, print, Refused, UsageError } from './shared.ts'

const system = { kind: 'system', name: 'portal' } as const

type Publish = {
  kind: string
  channel: string
  severity?: string
  embargoUntil?: string
  requires?: string
  required?: boolean
  free?: boolean
  cve: string[]
  json?: boolean
}

function moment(text: string | undefined): number | null {
  if (text === undefined) return null
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new UsageError(`“${text}” is no moment; write it as 2027-02-01T09:00:00Z.`)
  return at
}

export function addReleaseCommands(program: Command, open: Open): void {
  const release = program.command('release').description('releases and their files')

  release
    .command('publish')
    .description('store the files and publish them as one release')
    .argument('<product>')
    .argument('<version>')
    .argument('<file...>')
    .addOption(
      new Option('--kind <kind>').choices(['full', 'cumulative', 'hotfix', 'security']).default('cumulative'),
    )
    .addOption(new Option('--channel <channel>').choices(['stable', 'rc', 'beta']).default('stable'))
    .addOption(new Option('--severity <severity>').choices(['low', 'medium', 'high', 'critical']))
    .option('--embargo-until <moment>', 'invisible to customers until then, such as 2027-02-01T09:00:00Z')
    .option('--requires <version>', 'version that must be installed first')
    .option('--required', 'may not be skipped on the way up')
    .option('--free', 'for every signed-in person, whatever their contract')
    .option('--cve <id...>', 'vulnerabilities it mends', [])
    .option('--json', 'print JSON')
    .action(async (product: string, version: string, paths: string[], options: Publish) => {
      for (const path of paths) {
        await access(path).catch(() => {
          throw new UsageError(`There is no file ${path}.`)
        })
      }
      const runtime = await open()
      const files = []
      for (const path of paths) files.push(await storeReleaseFile(runtime.files, path))
      const done = await publishRelease(runtime.context(system), {
        product,
        version,
        files,
        kind: options.kind,
        channel: options.channel,
        severity: options.severity ?? null,
        embargoUntil: moment(options.embargoUntil),
        requires: options.requires ?? null,
        required: options.required ?? false,
        freeForAll: options.free ?? false,
        cves: options.cve,
      })
      const lines = files.map(({ sha256, name }) => `${sha256}  ${name}`)
      const words = `${product} ${done.version} is published:\n${lines.join('\n')}`
      print(options, { product, version: done.version, files }, words)
    })

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
        print(options, { product, version, withdrawn: true }, `${product} ${version} is withdrawn.`)
      },
    )

  release
    .command('verify')
    .description('compare every stored file with its hash')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const runtime = await open()
      const bad: string[] = []
      let count = 0
      for await (const { product, version, name, sha256 } of storedFiles(runtime.context(system))) {
        count += 1
        if (!(await isWhole(runtime.files, sha256))) bad.push(`${product}/${version}/${name}`)
      }
      const words = bad.length > 0 ? bad.join('\n') : `${count} files are as they were published.`
      print(options, { files: count, damaged: bad }, words)
      if (bad.length > 0) throw new Refused(`${bad.length} of ${count} files are missing or changed.`)
    })
}
