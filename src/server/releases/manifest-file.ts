import { readFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { parseDocument } from 'yaml'
import { z } from 'zod'
import { factsShape, notesSchema, platformName, releaseKey, summarySchema } from '#domain/releases/index.ts'

const moment = z.iso
  .datetime({ offset: true, error: 'a moment such as 2027-02-01T09:00:00Z' })
  .transform((text) => Date.parse(text))
const version = z.string('a version in quotes, such as "7.5.2"').trim().min(1).max(40)
const list = <T extends z.ZodType>(item: T, max: number) => z.array(item).max(max).optional()

/** One release, all of it: what `portal release publish --manifest` takes. Paths are relative to the file. */
export const manifestFileSchema = z.strictObject({
  product: releaseKey.product,
  version,
  channel: factsShape.channel,
  kind: factsShape.kind,
  severity: factsShape.severity,
  files: z
    .array(
      z.strictObject({
        path: z.string().min(1).max(1000),
        role: z.enum(['installer', 'documentation', 'sbom', 'provenance']).optional(),
        platform: platformName.nullable().optional(),
        /** Absent: the file of the same name with `.minisig`, if it is there. */
        signature: z.string().min(1).max(1000).optional(),
      }),
    )
    .min(1)
    .max(100),
  appliesTo: factsShape.appliesTo,
  requires: version.nullable().default(null),
  required: factsShape.required,
  supersedes: list(version, 50),
  knownIssues: factsShape.knownIssues,
  fixes: factsShape.fixes,
  cves: factsShape.cves,
  /** Percent of the organisations. */
  rollout: factsShape.rolloutPercent,
  /** Identifiers; absent: for all. */
  organisations: factsShape.organisations,
  freeForAll: factsShape.freeForAll,
  supportEnds: factsShape.supportEnds,
  embargo: moment.nullable().default(null),
  publishAt: moment.nullable().default(null),
  summary: summarySchema.nullable().default(null),
  /** Markdown by language; absent: the files in content/releases. */
  notes: notesSchema.nullable().default(null),
})
export type ManifestFile = z.output<typeof manifestFileSchema>

/** What a manifest says that is wrong: one sentence each. */
export class ManifestFaults extends Error {
  override name = 'ManifestFaults'
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(faults.join('\n'))
    this.faults = faults
  }
}

/** @throws ManifestFaults with everything that is wrong */
export async function readManifestFile(path: string): Promise<ManifestFile> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new ManifestFaults([`There is no file ${path}.`])
  })
  const document = parseDocument(text)
  const [error] = document.errors
  if (error) throw new ManifestFaults([`${path}: ${error.message}`])
  const read = manifestFileSchema.safeParse(document.toJS())
  if (!read.success) {
    throw new ManifestFaults(
      read.error.issues.map(
        ({ path: at, message }) => `${at.map(String).join('.') || 'manifest'}: ${message}`,
      ),
    )
  }
  const folder = dirname(resolve(path))
  const files = read.data.files.map((file) => ({
    ...file,
    path: resolve(folder, file.path),
    ...(file.signature ? { signature: resolve(folder, file.signature) } : {}),
  }))
  const names = files.map((file) => basename(file.path))
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice) throw new ManifestFaults([`files: two have the name ${twice}`])
  return { ...read.data, files }
}
