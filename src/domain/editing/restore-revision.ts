import { z } from 'zod'
import { type Context, notFound, parse } from '../shared/index.ts'
import { deedSchema } from './inputs.ts'
import { requireWriter } from './policy.ts'
import { findRevision } from './revisions-store.ts'
import { save } from './save-edit.ts'
import type { Hash, Saved } from './types.ts'

/** Makes an earlier text the working copy; what stood there stays in the history. */
export async function restoreRevision(
  ctx: Context,
  input: unknown,
  file: string | null,
  means: Hash,
): Promise<Saved> {
  requireWriter(ctx)
  const { articleId, lang, revision } = parse(deedSchema, input)
  const { number } = parse(z.object({ number: z.coerce.number().int().min(1) }), input)
  return ctx.write(async (tx) => {
    const found = await findRevision(tx, { articleId, lang }, number)
    if (!found) throw notFound('revision')
    const write = { articleId, lang, revision, text: found.text, why: String(number) }
    return save(ctx, tx, write, file, means, 'restored')
  })
}
