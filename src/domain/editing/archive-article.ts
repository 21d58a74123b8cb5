import { type Context, conflict, notFound, parse } from '../shared/index.ts'
import { saveSchema } from './inputs.ts'
import { requirePublisher } from './policy.ts'
import { publishEdit } from './publish-edit.ts'
import { save } from './save-edit.ts'
import { findEdit } from './store.ts'
import type { Folder, Published } from './types.ts'

/**
 * Takes an article out of the site and keeps its file.
 * @param input the file's text with `status: archived`, and the revision that it was made from
 */
export async function archiveArticle(
  ctx: Context,
  input: unknown,
  file: string | null,
  folder: Folder,
): Promise<Published> {
  requirePublisher(ctx)
  const write = parse(saveSchema, input)
  if (file === null) throw notFound('article')
  const saved = await ctx.write(async (tx) => {
    if (await findEdit(tx, write)) throw conflict('edit-open')
    return save(ctx, tx, write, file, folder, 'saved')
  })
  if ('conflict' in saved) return saved
  const { articleId, lang } = write
  const deed = { articleId, lang, revision: saved.saved.revision, dangling: true, cause: 'archived' }
  return publishEdit(ctx, deed, folder)
}
