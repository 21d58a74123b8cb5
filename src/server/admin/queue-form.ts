import type { Context, FieldProblem } from '#domain/shared/index.ts'
import { archiveQueue, saveQueue } from '#domain/tickets/index.ts'
import { readForm } from '../http/form.ts'
import { attempt } from '../http/message-form.ts'

const fields = ['id', 'pt', 'en', 'followUp', 'followUpDays'] as const
type Field = (typeof fields)[number]

export type QueueForm = {
  /** What was typed; null: nothing yet. */
  typed: Record<Field, string> | null
  refused: { code: string; fields: readonly FieldProblem[] } | null
}
type Result = QueueForm & { done: 'saved' | 'archived' | null; status: number | null }

const nothing: Result = { typed: null, refused: null, done: null, status: null }

/** The form of one queue. @param id null: a new one */
export async function queueForm(ctx: Context, request: Request, id: string | null): Promise<Result> {
  if (request.method !== 'POST') return nothing
  const form = await readForm(request, {})
  const archives = form.get('deed') === 'archive'
  const read = Object.fromEntries(fields.map((name) => [name, form.get(name)])) as Record<Field, string>
  const typed = id === null ? read : { ...read, id }
  const result = await attempt([], () =>
    archives ? archiveQueue(ctx, typed) : saveQueue(ctx, typed, id === null),
  )
  if ('done' in result) return { ...nothing, done: archives ? 'archived' : 'saved' }
  return { ...nothing, typed, refused: result.refused, status: result.status }
}
