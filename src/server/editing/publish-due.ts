import { publishDue } from '#domain/editing/index.ts'
import type { Runtime } from '../runtime.ts'
import { contentFolder } from './folder.ts'

/** Puts scheduled texts in their files when their moment has come, and those that a crash left half published. */
export async function publishDueArticles(runtime: Runtime): Promise<void> {
  const ctx = runtime.context({ kind: 'system', name: 'articles.publish-due' })
  await publishDue(ctx, contentFolder(runtime))
}
