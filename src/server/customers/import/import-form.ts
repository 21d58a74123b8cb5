import { Readable } from 'node:stream'
import { type Context, invalid } from '#domain/shared/index.ts'
import { type Form, problemsOfFiles, readForm } from '../../http/form.ts'
import { attempt, type Refused } from '../../http/message-form.ts'
import type { Runtime } from '../../runtime.ts'
import { type ImportKind, importDefinitions, importKinds } from './kinds.ts'
import { type CsvTable, maxBytes, readCsv } from './read-csv.ts'
import { type Plan, runImport } from './run-import.ts'

/** What was found in a file; nothing is changed yet. */
export type Preview = { plan: Plan; hash: string; converted: boolean }

export type ImportForm = {
  kind: ImportKind
  pasted: string
  refused: Refused | null
  status: number | null
  preview: Preview | null
  done: Plan['counts'] | null
}

function kindOf(name: string): ImportKind {
  return importKinds.find((kind) => kind === name) ?? 'organisations'
}

async function bytesOf(runtime: Pick<Runtime, 'files'>, hash: string): Promise<Buffer> {
  if (!/^[0-9a-f]{64}$/.test(hash) || !(await runtime.files.has(hash)))
    throw invalid([{ field: 'file', code: 'import-lost' }])
  const parts: Buffer[] = []
  let size = 0
  for await (const part of runtime.files.read(hash)) {
    size += (part as Buffer).length
    if (size > maxBytes)
      throw invalid([{ field: 'file', code: 'too-large', params: { max: maxBytes / 1024 / 1024 } }])
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}

/** The content that was sent, kept by its hash: what is confirmed is then what was seen. */
async function keptHash(runtime: Pick<Runtime, 'files'>, form: Form): Promise<string> {
  const notKept = problemsOfFiles(form, 'file', maxBytes / 1024 / 1024)
  if (notKept.length > 0) throw invalid(notKept)
  const [file] = form.files
  if (file && file.size > 0) return file.hash
  const pasted = form.get('pasted')
  if (pasted.trim() === '') throw invalid([{ field: 'file', code: 'required' }])
  return (await runtime.files.put(Readable.from([Buffer.from(pasted)]), maxBytes)).hash
}

async function tableOf(runtime: Pick<Runtime, 'files'>, kind: ImportKind, hash: string): Promise<CsvTable> {
  return readCsv(await bytesOf(runtime, hash), importDefinitions[kind].columns)
}

/** A file or pasted lines are looked at first, and taken over when what was seen is confirmed. */
export async function importForm(
  runtime: Pick<Runtime, 'files'>,
  ctx: Context,
  { request, url }: { request: Request; url: URL },
): Promise<ImportForm> {
  const nothing = { pasted: '', refused: null, status: null, preview: null, done: null }
  if (request.method !== 'POST') return { ...nothing, kind: kindOf(url.searchParams.get('kind') ?? '') }
  const form = await readForm(request, { store: runtime.files, maxFiles: 1, maxFileSize: maxBytes })
  const kind = kindOf(form.get('kind'))
  const held = { ...nothing, kind, pasted: form.get('pasted') }
  if (form.get('deed') === 'confirm') {
    const hash = form.get('hash')
    const result = await attempt([], async () =>
      runImport(ctx, kind, await tableOf(runtime, kind, hash), { hash }, form.get('plan')),
    )
    if ('done' in result) return { ...held, done: result.done.counts }
    // By now something else would be done: that is shown, to be confirmed or not.
    const again = await attempt([], () => previewOf(runtime, ctx, kind, hash))
    return {
      ...held,
      refused: result.refused,
      status: result.status,
      preview: 'done' in again ? again.done : null,
    }
  }
  const result = await attempt([], async () => previewOf(runtime, ctx, kind, await keptHash(runtime, form)))
  if ('done' in result) return { ...held, preview: result.done }
  return { ...held, refused: result.refused, status: result.status }
}

async function previewOf(
  runtime: Pick<Runtime, 'files'>,
  ctx: Context,
  kind: ImportKind,
  hash: string,
): Promise<Preview> {
  const table = await tableOf(runtime, kind, hash)
  return { plan: await runImport(ctx, kind, table, { hash }, null), hash, converted: table.converted }
}
