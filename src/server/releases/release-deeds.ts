import {
  addReleaseFile,
  changeExclusiveNotes,
  describeReleaseFile,
  discardDraft,
  dropReleaseUpload,
  getManagedRelease,
  largestSignature,
  type ManagedRelease,
  publishDraft,
  removeReleaseFile,
  returnDraft,
  signReleaseFile,
  submitDraft,
  yankRelease,
} from '#domain/releases/index.ts'
import { type Context, type FieldProblem, invalid } from '#domain/shared/index.ts'
import type { Lang } from '#i18n/index.ts'
import { type Form, problemsOfFiles, readForm } from '../http/form.ts'
import { attempt, type Refused } from '../http/message-form.ts'
import type { Runtime } from '../runtime.ts'
import { discardFields, fileFields, inForm, notesFields, publishFields, yankFields } from './form-fields.ts'
import { checkNotes, writeDueNotes } from './notes.ts'
import { heldIn, type ReleaseValues, saveTyped } from './release-form.ts'
import { signing } from './signing.ts'
import { hashesOf, platformOf, roleOf } from './store-files.ts'
import { removeUploadFiles } from './upload-files.ts'

/** In one form, without a script. */
const largestPlain = 200_000_000

export type ReleasePage = {
  managed: ManagedRelease
  values: ReleaseValues
  refused: Refused | null
  /** The button that was pressed; of a refusal, where it belongs. */
  deed: string
  typed: Form | null
  /** What keeps it from being published, its notes included. */
  missing: readonly FieldProblem[]
}
type Result = ReleasePage & { goTo: string | null; status: number | null }

/** What may just have been done, as the address says. */
export const releaseSaids = [
  'saved',
  'uploaded',
  'described',
  'removed',
  'dropped',
  'submitted',
  'returned',
  'published',
  'scheduled',
  'yanked',
  'noted',
] as const

type Key = { product: string; version: string }
type Deed = (form: Form) => Promise<string>

/** The page of one release: its form, its files, and what is done with it. */
export async function releasePage(
  runtime: Runtime,
  ctx: Context,
  request: Request,
  key: Key,
  lang: Lang,
): Promise<Result> {
  const { zone } = runtime.site.catalogue.settings.site
  const nothing = { refused: null, deed: '', typed: null, goTo: null, status: null }
  const load = async (): Promise<Pick<ReleasePage, 'managed' | 'values' | 'missing'>> => {
    const managed = await getManagedRelease(ctx, key, signing)
    return { managed, values: heldIn(managed, zone), missing: await missingOf(runtime, managed) }
  }
  if (request.method !== 'POST') return { ...nothing, ...(await load()) }
  // Who may not see it sends nothing to it.
  await getManagedRelease(ctx, key, signing)
  const form = await readForm(request, { store: runtime.files, maxFiles: 20, maxFileSize: largestPlain })
  const deed = form.get('deed') || 'save'
  const here = `/${lang}/admin/releases/${key.product}/${key.version}`
  if (deed === 'save') {
    const saved = await saveTyped(ctx, form, zone, key)
    if ('done' in saved) return { ...nothing, ...(await load()), goTo: `${here}?saved#said` }
    const { values, refused, status } = saved
    return { ...nothing, ...(await load()), values, refused, status, deed, typed: form }
  }
  const deeds = deedsOf(runtime, ctx, key)
  const wanted = Object.hasOwn(deeds, deed) ? deeds[deed] : null
  const result = await attempt([], async () => (wanted ? wanted(form) : ''))
  if ('done' in result) {
    const goTo = deed === 'discard' ? `/${lang}/admin/releases?discarded#said` : `${here}?${result.done}#said`
    return { ...nothing, goTo, ...(deed === 'discard' ? empty : await load()) } as Result
  }
  return {
    ...nothing,
    ...(await load()),
    refused: inForm(result.refused),
    status: result.status,
    deed,
    typed: form,
  }
}

const empty = {} as Pick<ReleasePage, 'managed' | 'values' | 'missing'>

async function missingOf(runtime: Runtime, managed: ManagedRelease): Promise<readonly FieldProblem[]> {
  const { release, draft, missing, state } = managed
  if (!draft || (state !== 'draft' && state !== 'submitted')) return []
  return [...missing, ...(await checkNotes(runtime)(release, draft))]
}

function deedsOf(runtime: Runtime, ctx: Context, key: Key): Record<string, Deed> {
  const means = { signing, checkNotes: checkNotes(runtime) }
  return {
    upload: (form) => uploadPlain(runtime, ctx, key, form),
    describe: async (form) => {
      const { name, role, platform } = read(form, fileFields)
      await describeReleaseFile(ctx, { ...key, name, role, platform })
      return 'described'
    },
    remove: async (form) => {
      await removeReleaseFile(ctx, { ...key, name: form.get(fileFields.name) })
      return 'removed'
    },
    drop: async (form) => {
      await removeUploadFiles(runtime.config, await dropReleaseUpload(ctx, { id: form.get(fileFields.id) }))
      return 'dropped'
    },
    submit: async () => {
      await submitDraft(ctx, key, means)
      return 'submitted'
    },
    return: async () => {
      await returnDraft(ctx, key)
      return 'returned'
    },
    publish: async (form) => {
      // What is published is what was on the page.
      const revision = Number(form.get(publishFields.revision))
      const { publishedAt } = await publishDraft(ctx, { ...key, revision }, means)
      await writeDueNotes(runtime)
      return publishedAt > ctx.now ? 'scheduled' : 'published'
    },
    notes: async (form) => {
      const { notesPt: pt, notesEn: en, revision } = read(form, notesFields)
      await changeExclusiveNotes(ctx, { ...key, notes: { pt, en }, revision: Number(revision) })
      return 'noted'
    },
    discard: async (form) => {
      requireNamed(form, key)
      await discardDraft(ctx, key)
      return 'discarded'
    },
    yank: async (form) => {
      const { reasonPt: pt, reasonEn: en, replacement, confirm } = read(form, yankFields)
      if (confirm.trim() !== key.version)
        throw invalid([{ field: yankFields.confirm, code: 'not-the-version' }])
      await yankRelease(ctx, { ...key, reason: { pt, en }, replacement })
      await writeDueNotes(runtime)
      return 'yanked'
    },
  }
}

function read<Name extends string>(form: Form, names: Readonly<Record<Name, Name>>): Record<Name, string> {
  const values = Object.values<Name>(names).map((name) => [name, form.get(name)])
  return Object.fromEntries(values) as Record<Name, string>
}

/** What cannot be undone is done by naming it. */
function requireNamed(form: Form, { version }: Key): void {
  if (form.get(discardFields.confirm).trim() === version) return
  throw invalid([{ field: discardFields.confirm, code: 'not-the-name', params: { name: version } }])
}

/** Files of a form without a script; a signature comes after its file. */
async function uploadPlain({ files }: Runtime, ctx: Context, key: Key, form: Form): Promise<string> {
  const notKept = problemsOfFiles(form, fileFields.files, 200)
  const sent = form.files.filter(({ size }) => size > 0)
  if (notKept.length > 0) throw invalid(notKept)
  if (sent.length === 0) throw invalid([{ field: fileFields.files, code: 'required' }])
  const isSignature = (name: string): boolean => name.endsWith('.minisig')
  for (const { name, hash, size } of sent.filter((file) => !isSignature(file.name))) {
    const { blake2b } = await hashesOf(files, hash)
    const file = { name, size, sha256: hash, blake2b, role: roleOf(name), platform: platformOf(name) }
    await addReleaseFile(ctx, { ...key, file })
  }
  for (const { name, hash, size } of sent.filter((file) => isSignature(file.name))) {
    if (size > largestSignature)
      throw invalid([{ field: fileFields.files, code: 'malformed', params: { name } }])
    const parts: Buffer[] = []
    for await (const part of files.read(hash) as AsyncIterable<Buffer>) parts.push(part)
    const signature = Buffer.concat(parts).toString('utf8')
    await signReleaseFile(ctx, { ...key, name: name.slice(0, -'.minisig'.length), signature }, signing)
  }
  return 'uploaded'
}
