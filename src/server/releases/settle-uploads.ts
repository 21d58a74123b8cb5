import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { findPerson } from '#domain/accounts/index.ts'
import {
  addReleaseFile,
  getReleaseKey,
  largestSignature,
  listReceivedUploads,
  type ReceivedUpload,
  settleUpload,
  signReleaseFile,
  sweepReleaseUploads,
  uploadIsKnown,
} from '#domain/releases/index.ts'
import { type Context, invalid, isDomainError, notAllowed, type Person } from '#domain/shared/index.ts'
import type { Runtime } from '../runtime.ts'
import { signing } from './signing.ts'
import { storeContent } from './store-files.ts'
import { removeUploadFiles, sweepStray, uploadsFolder } from './upload-files.ts'

type Means = Pick<Runtime, 'config' | 'context' | 'database' | 'files' | 'log'>

const day = 86_400_000
/** How long an upload waits for whoever began it. */
const patience = 7 * day

const under = new WeakMap<object, Promise<void>>()

/** Moves what has arrived whole into the content store and its draft, one after the other. */
export function settleUploads(runtime: Means): Promise<void> {
  const already = under.get(runtime.files)
  if (already) return already
  const settling = settleAll(runtime).finally(() => under.delete(runtime.files))
  under.set(runtime.files, settling)
  return settling
}

async function settleAll(runtime: Means): Promise<void> {
  for (let again = true; again; ) {
    again = false
    const received = await listReceivedUploads(system(runtime))
    for (const upload of inOrder(received)) again = (await settle(runtime, upload)) || again
  }
}

/** A file comes before its signature. */
function inOrder(uploads: readonly ReceivedUpload[]): ReceivedUpload[] {
  return uploads.toSorted((a, b) => Number(isSignature(a.name)) - Number(isSignature(b.name)))
}

const isSignature = (name: string): boolean => name.endsWith('.minisig')

function system(runtime: Means): Context {
  return runtime.context({ kind: 'system', name: 'release-uploads' })
}

/** Who sent it, as they are now: somebody who may no longer publish adds nothing. */
async function whoeverSent({ database }: Means, id: string): Promise<Person> {
  const person = await findPerson(database.reader, id)
  if (!person || person.disabledAt !== null) throw notAllowed('publish-not-yours')
  const { name, email, role, line, lang, organisationId } = person
  const means = { kind: 'person', organisationIds: [organisationId], scopes: 'all', tokenId: null } as const
  return { ...means, id, name, email, role, line: line as Person['line'], lang, organisationId }
}

async function settle(runtime: Means, upload: ReceivedUpload): Promise<boolean> {
  const { id, name, personId, releaseId } = upload
  const path = join(uploadsFolder(runtime.config), id)
  const key = await getReleaseKey(system(runtime), releaseId)
  let refusal: string | null = null
  try {
    const actor = await whoeverSent(runtime, personId)
    const ctx = runtime.context(actor, `upload-${id}`)
    if (isSignature(name)) {
      if ((await stat(path)).size > largestSignature)
        throw invalid([{ field: 'files', code: 'malformed', params: { name } }])
      const signature = await readFile(path, 'utf8')
      await signReleaseFile(ctx, { ...key, name: name.slice(0, -'.minisig'.length), signature }, signing)
    } else {
      const file = await storeContent(runtime.files, name, createReadStream(path))
      await addReleaseFile(ctx, { ...key, file })
    }
  } catch (error) {
    if (isDomainError(error) && error.code === 'disk-full') {
      runtime.log.error({ upload: id, name }, 'no room on the disk for an uploaded release file')
      return false
    }
    if (isDomainError(error)) refusal = error.fields[0]?.code ?? error.code
    else if ((error as NodeJS.ErrnoException).code === 'ENOENT') refusal = 'upload-lost'
    else throw error
  }
  await settleUpload(system(runtime), id, refusal)
  await removeUploadFiles(runtime.config, id)
  return true
}

/** Gives up what nobody went on with for a week. */
export async function sweepUploadedFiles(runtime: Means): Promise<void> {
  const gone = await sweepReleaseUploads(system(runtime), patience)
  for (const id of gone) await removeUploadFiles(runtime.config, id)
  const stray = await sweepStray(runtime.config, (id) => uploadIsKnown(system(runtime), id), day)
  if (gone.length + stray > 0) runtime.log.info({ uploads: gone.length, stray }, 'unfinished uploads swept')
}
