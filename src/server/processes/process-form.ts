import {
  archiveProcess,
  checkProcess,
  getProcess,
  type Process,
  type ProcessDefinition,
  restoreProcess,
  saveProcess,
} from '#domain/processes/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { readForm } from '../http/form.ts'
import { attempt, type Refused } from '../http/message-form.ts'
import { readSource, type SourceFault } from './read-source.ts'

export type ProcessForm = {
  /** null: a new one. */
  process: Process | null
  /** As typed, or as saved. */
  source: string
  version: string
  faults: readonly SourceFault[]
  refused: Refused | null
  /** What is shown beside the text: as typed where that is whole, else as saved. */
  outline: ProcessDefinition | null
  /** Its forms are to be shown. */
  tried: boolean
  /** What is shown is typed and not saved. */
  unsaved: boolean
}
type Result = ProcessForm & { done: string | null; status: number | null }

/** The page of one process: its text is checked, tried, saved as a new version, taken out of use. */
export async function processForm(
  ctx: Context,
  request: Request,
  id: string | null,
  example: string,
): Promise<Result> {
  const process = id === null ? null : await getProcess(ctx, id)
  const nothing: Result = {
    process,
    source: process?.source ?? example,
    version: String(process?.version ?? 0),
    faults: [],
    refused: null,
    outline: process?.definition ?? null,
    tried: false,
    unsaved: false,
    done: null,
    status: null,
  }
  if (request.method !== 'POST') return nothing
  const form = await readForm(request, {})
  const deed = form.get('deed')
  if (deed === 'archive' || deed === 'take-up') return archived(ctx, nothing, deed === 'archive')
  const source = form.get('source').replaceAll('\r\n', '\n')
  const typed: Result = {
    ...nothing,
    source,
    version: form.get('version'),
    unsaved: source !== process?.source,
  }
  const { value, faults, locate } = readSource(source)
  if (faults.length > 0) return { ...typed, faults, status: 422 }
  const result = await attempt([], async () =>
    deed === 'try'
      ? { definition: await checkProcess(ctx, value) }
      : saveProcess(ctx, { id, version: typed.version, source, definition: value }),
  )
  if ('refused' in result) {
    const { refused, status } = result
    const where = locate(refused.fields)
    return { ...typed, faults: where, refused: where.length > 0 ? null : refused, status }
  }
  if ('definition' in result.done) return { ...typed, outline: result.done.definition, tried: true }
  return { ...typed, done: `/${result.done.id}?saved#said` }
}

async function archived(ctx: Context, nothing: Result, out: boolean): Promise<Result> {
  const id = nothing.process?.id ?? ''
  const result = await attempt([], () => archiveProcess(ctx, { id, archived: out }))
  if ('refused' in result) return { ...nothing, refused: result.refused, status: result.status }
  return { ...nothing, done: out ? '?archived#said' : `/${id}?taken-up#said` }
}

/** An earlier version again. */
export async function restoreForm(
  ctx: Context,
  request: Request,
  id: string,
): Promise<{ done: string | null; refused: Refused | null; status: number | null }> {
  if (request.method !== 'POST') return { done: null, refused: null, status: null }
  const form = await readForm(request, {})
  const result = await attempt([], () =>
    restoreProcess(ctx, { id, version: form.get('version'), restored: form.get('restored') }),
  )
  if ('done' in result) return { done: 'restored', refused: null, status: null }
  return { done: null, refused: result.refused, status: result.status }
}
