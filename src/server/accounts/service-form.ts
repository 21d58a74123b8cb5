import { createService, disableService } from '#domain/accounts/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { readForm } from '../http/form.ts'
import { attempt, type Refused } from '../http/message-form.ts'

export type ServiceForm = {
  /** Id of the account that was made. */
  created: string | null
  refused: Refused | null
  status: number
  values: (name: string) => string
}

export async function serviceForm(ctx: Context, request: Request): Promise<ServiceForm> {
  const fresh = { created: null, refused: null, status: 200, values: () => '' }
  if (request.method !== 'POST') return fresh
  const form = await readForm(request, {})
  let created: string | null = null
  const result = await attempt([], async () => {
    created = await createService(ctx, { name: form.get('name'), organisationId: form.get('organisationId') })
  })
  if (!('refused' in result)) return { ...fresh, created }
  return { ...fresh, ...result, values: (name) => form.get(name) }
}

/** Whether the form asked to disable the account, and it was: its address says so. */
export async function disabledByForm(ctx: Context, request: Request, id: string): Promise<boolean> {
  if (request.method !== 'POST' || !new URL(request.url).searchParams.has('disable')) return false
  await disableService(ctx, id)
  return true
}
