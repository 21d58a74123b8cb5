import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import {
  addReleaseFile,
  getManagedRelease,
  type ManagedRelease,
  publishDraft,
  removeReleaseFile,
  saveDraft,
  signReleaseFile,
  submitDraft,
} from '#domain/releases/index.ts'
import { type Context, conflict, invalid, isDomainError } from '#domain/shared/index.ts'
import type { Runtime } from '../runtime.ts'
import { ManifestFaults, type ManifestFile } from './manifest-file.ts'
import { writeDueNotes } from './notes.ts'
import { notesFor, rehearse } from './rehearse.ts'
import { signing } from './signing.ts'
import { describeReleaseFile, type ReleaseFile, storeReleaseFile } from './store-files.ts'

export type PublishState =
  | 'published'
  | 'scheduled'
  | 'submitted'
  | 'already-published'
  | 'already-submitted'
  | 'dry-run'
export type Outcome = {
  product: string
  version: string
  state: PublishState
  sequence: number
  /** UTC epoch milliseconds; null: not yet. */
  publishedAt: number | null
  files: (ReleaseFile & { signed: boolean })[]
}
export type Options = {
  dryRun: boolean
  older: boolean
  /** Without any notes it comes out all the same, and that is said; with notes in one language alone it does not. */
  notesLater?: boolean
}

type Given = ManifestFile['files'][number]

/** Files that are there, each with its signature: `NAME.minisig` beside `NAME`, or as it was named. */
export async function pairFiles(paths: readonly string[]): Promise<Given[]> {
  const signatures = paths.filter((path) => path.endsWith('.minisig'))
  const files = paths.filter((path) => !path.endsWith('.minisig')).map((path): Given => ({ path }))
  const stray = signatures.find((path) => !files.some((file) => `${file.path}.minisig` === path))
  if (stray) throw new ManifestFaults([`${stray} signs a file that was not given.`])
  return files
}

async function signatureOf({ path, signature }: Given): Promise<string | null> {
  const text = await readFile(signature ?? `${path}.minisig`, 'utf8').catch(() => null)
  if (text === null && signature) throw new ManifestFaults([`There is no file ${signature}.`])
  return text
}

/** Every file is there and can be read; all that are not are named at once. */
async function requireFiles(files: readonly Given[]): Promise<void> {
  const missing = []
  for (const { path } of files) {
    const found = await stat(path).catch(() => null)
    if (!found?.isFile()) missing.push(`There is no file ${path}.`)
    else if (found.size === 0) missing.push(`${path} is empty.`)
  }
  if (missing.length > 0) throw new ManifestFaults(missing)
}

export type Means = Pick<Runtime, 'config' | 'log' | 'database' | 'context' | 'site' | 'files'>

/**
 * Publishes a release from files on this machine. A draft comes first, then its files one by one, then the
 * publication: what a crash leaves is a draft, with which the same command goes on; done once, it says so.
 */
export async function publishFromFiles(
  runtime: Means,
  ctx: Context,
  manifest: ManifestFile,
  options: Options,
): Promise<Outcome> {
  await requireFiles(manifest.files)
  const facts = factsOf(manifest, options)
  const held = await findManaged(ctx, manifest)
  const draft = held?.release.status === 'draft' ? held : null
  if (draft && draft.draft?.fingerprint === null) throw conflict('draft-exists')
  if (held && (!draft || draft.state === 'submitted')) {
    const done = already(held, facts, await describeAll(manifest))
    if (done) return done
    if (!draft) throw conflict('version-published')
  }
  if (options.dryRun) {
    const files = await describeAll(manifest)
    const { problems, sequence } = await rehearse(runtime, ctx, facts, files)
    if (problems.length > 0) throw invalid(problems)
    const { product, version } = facts
    return { product, version, sequence, publishedAt: null, state: 'dry-run', files: files.map(shown) }
  }
  // What can be known before gigabytes are stored is said before.
  const { problems } = await rehearse(runtime, ctx, facts, null)
  if (problems.length > 0) throw invalid(problems)
  const { sequence } = await saveDraft(ctx, { ...facts, fingerprint: 'open' })
  const files = []
  for (const given of manifest.files) files.push(await putFile(runtime, ctx, facts, given))
  const state = await getManagedRelease(ctx, facts, signing)
  const kept = new Set(files.map(({ name }) => name))
  for (const { name } of state.files) if (!kept.has(name)) await removeReleaseFile(ctx, { ...facts, name })
  await saveFingerprint(ctx, facts, files)
  const done = await bringOut(runtime, ctx, facts, state.persons)
  const { release } = await getManagedRelease(ctx, facts, signing)
  return {
    ...{ product: facts.product, version: release.version, sequence: release.sequence || sequence, files },
    publishedAt: release.publishedAt,
    state: done,
  }
}

export type Facts = ReturnType<typeof factsOf>

function factsOf(manifest: ManifestFile, { older, notesLater = false }: Options) {
  const { files: _, rollout, embargo, publishAt, supersedes, ...facts } = manifest
  return {
    ...facts,
    supersedes: supersedes ?? [],
    rolloutPercent: rollout,
    embargoUntil: embargo,
    publishAt,
    older,
    notesLater,
  }
}

async function findManaged(
  ctx: Context,
  key: { product: string; version: string },
): Promise<ManagedRelease | null> {
  return getManagedRelease(ctx, key, signing).catch((error) => {
    if (isDomainError(error) && error.kind === 'not-found') return null
    throw error
  })
}

async function describeAll({ files }: ManifestFile): Promise<Described[]> {
  const described = []
  for (const given of files) described.push(await readGiven(given, describeReleaseFile))
  return described
}

function shown({ signature: _, ...file }: Described): Outcome['files'][number] {
  return file
}

async function readGiven(
  given: Given,
  read: (path: string) => Promise<ReleaseFile>,
): Promise<Outcome['files'][number] & { signature: string | null }> {
  const file = await read(given.path)
  const signature = await signatureOf(given)
  const { role = file.role, platform = file.platform } = given
  return { ...file, role, platform, signature, signed: signature !== null }
}

export type Described = Awaited<ReturnType<typeof readGiven>>

async function putFile(
  runtime: Means,
  ctx: Context,
  key: Facts,
  given: Given,
): Promise<Outcome['files'][number]> {
  const { signature, signed, ...file } = await readGiven(given, (path) =>
    storeReleaseFile(runtime.files, path),
  )
  await addReleaseFile(ctx, { ...key, file })
  if (signature !== null) await signReleaseFile(ctx, { ...key, name: file.name, signature }, signing)
  return { ...file, signed }
}

/** The same release: what it says and what its files are. */
function fingerprintOf(
  { older: _, ...facts }: Facts,
  files: readonly { name: string; sha256: string }[],
): string {
  const contents = files.map(({ name, sha256 }) => `${name} ${sha256}`).sort()
  return createHash('sha256')
    .update(JSON.stringify([Object.entries(facts).sort(), contents]))
    .digest('hex')
}

async function saveFingerprint(ctx: Context, facts: Facts, files: readonly ReleaseFile[]): Promise<void> {
  await saveDraft(ctx, { ...facts, fingerprint: fingerprintOf(facts, files) })
}

/** The same release as this command would make, done before; null: it is another. */
function already(held: ManagedRelease, facts: Facts, files: readonly Described[]): Outcome | null {
  const { release, draft } = held
  const contents = (all: readonly { name: string; sha256: string }[]): string =>
    all
      .map(({ name, sha256 }) => `${name} ${sha256}`)
      .sort()
      .join('\n')
  const known = draft?.fingerprint ?? null
  const same =
    known === null ? contents(held.files) === contents(files) : known === fingerprintOf(facts, files)
  if (release.status === 'yanked' || !same) return null
  const { version, sequence, publishedAt } = release
  const state = release.status === 'draft' ? 'already-submitted' : 'already-published'
  return { product: held.product.id, version, sequence, publishedAt, state, files: files.map(shown) }
}

async function bringOut(runtime: Means, ctx: Context, key: Facts, persons: number): Promise<PublishState> {
  const means = { signing, checkNotes: notesFor(runtime, key) }
  if (persons > 1) {
    await submitDraft(ctx, key, means)
    return 'submitted'
  }
  const { publishedAt } = await publishDraft(ctx, key, means)
  await writeDueNotes(runtime)
  return publishedAt > ctx.now ? 'scheduled' : 'published'
}
