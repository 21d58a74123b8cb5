import { findParkedForm, insertParkedForm } from '#domain/accounts/index.ts'
import { randomSecret, sha256 } from '../auth/hash.ts'
import type { Runtime } from '../runtime.ts'
import { readForm } from './form.ts'

/**
 * Keeps what somebody posted when the session had ended, and returns the path that brings it back after signing in.
 * Files chosen in the form itself cannot be kept (nobody is signed in); those uploaded before are named by id.
 */
export async function parkForm(runtime: Runtime, request: Request, url: URL): Promise<string> {
  const path = url.pathname + url.search
  if (request.method !== 'POST') return path
  const form = await readForm(request, {}).catch(() => null)
  if (!form || form.size === 0 || (await runtime.limits.park.take(clientOf(request))) > 0) return path
  const fields = Object.fromEntries([...form.fields].map(([name, values]) => [name, values.join('\n')]))
  return parkFields(runtime, url.pathname, fields)
}

/** Keeps what was typed in one form for another, and returns the path that shows it there. */
export async function parkFields(
  runtime: Runtime,
  path: string,
  fields: Record<string, string>,
): Promise<string> {
  const secret = randomSecret()
  const row = { id: sha256(secret), path, fields, createdAt: Date.now() }
  await runtime.database.write((tx) => insertParkedForm(tx, row))
  return `${path}?kept=${secret}`
}

/** The fields that `parkForm` kept for this page, or null. */
export async function keptForm(runtime: Runtime, url: URL): Promise<Record<string, string> | null> {
  const secret = url.searchParams.get('kept')
  if (!secret) return null
  const row = await findParkedForm(runtime.database.reader, sha256(secret))
  return row && row.path === url.pathname && row.createdAt > Date.now() - 86_400_000 ? row.fields : null
}

function clientOf(request: Request): string {
  return request.headers.get('x-balcao-client') ?? 'unknown'
}
