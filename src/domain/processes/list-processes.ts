import { type Context, decodeCursor, notAllowed, notFound, type Page, toPage } from '../shared/index.ts'
import { mayUseDesk } from '../tickets/index.ts'
import { requireEditor } from './policy.ts'
import { mostProcesses } from './save-process.ts'
import { findProcess, listAll, namesInUse, versionsOf } from './store.ts'
import type { ListedProcess, Names, Process, ProcessVersion } from './types.ts'

const pageSize = 50

/** All, those out of use too. */
export async function listProcesses(ctx: Context): Promise<ListedProcess[]> {
  requireEditor(ctx.actor)
  return listAll(ctx.db, mostProcesses)
}

/** What the desk may start on a ticket. */
export async function processesToStart(ctx: Context): Promise<{ id: string; names: Names }[]> {
  if (!mayUseDesk(ctx.actor)) throw notAllowed('desk-only')
  return namesInUse(ctx.db, mostProcesses)
}

export async function getProcess(ctx: Context, id: string): Promise<Process> {
  requireEditor(ctx.actor)
  const process = await findProcess(ctx.db, id)
  if (!process) throw notFound('process')
  return process
}

/** Newest first. */
export async function listProcessVersions(
  ctx: Context,
  id: string,
  cursor: string | null = null,
): Promise<Page<ProcessVersion>> {
  await getProcess(ctx, id)
  const [before] = decodeCursor(cursor) ?? []
  const rows = await versionsOf(ctx.db, id, typeof before === 'number' ? before : null, pageSize + 1)
  return toPage(rows, pageSize, ({ version }) => [version])
}
