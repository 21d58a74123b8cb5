import { moveRule, restoreRule, switchRule } from '#domain/rules/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { readForm } from '../http/form.ts'
import { attempt, type Refused } from '../http/message-form.ts'

type Result = { done: string | null; refused: Refused | null; status: number | null }
const nothing: Result = { done: null, refused: null, status: null }

/** The buttons of the list: on, off, up, down. */
export async function ruleListForm(ctx: Context, request: Request): Promise<Result> {
  if (request.method !== 'POST') return nothing
  const form = await readForm(request, {})
  const [deed, id] = [form.get('deed'), form.get('id')]
  const result = await attempt([], async () => {
    if (deed === 'on' || deed === 'off') await switchRule(ctx, { id, on: deed === 'on' })
    else await moveRule(ctx, { id, to: deed })
  })
  if ('done' in result) return { ...nothing, done: deed === 'on' || deed === 'off' ? deed : 'moved' }
  return { ...nothing, refused: result.refused, status: result.status }
}

/** An earlier version again. */
export async function restoreForm(ctx: Context, request: Request, id: string): Promise<Result> {
  if (request.method !== 'POST') return nothing
  const form = await readForm(request, {})
  const result = await attempt([], () =>
    restoreRule(ctx, { id, version: form.get('version'), restored: form.get('restored') }),
  )
  if ('done' in result) return { ...nothing, done: 'restored' }
  return { ...nothing, refused: result.refused, status: result.status }
}
