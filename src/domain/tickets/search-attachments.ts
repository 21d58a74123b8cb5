import { type Context, notAllowed } from '../shared/index.ts'
import { attachmentsToSearch, markSearched } from './attachment-store.ts'
import { addToSearch } from './store.ts'

const batch = 20

const textTypes = /^(text\/|application\/(json|xml|yaml|x-yaml|sql|toml|javascript)\b)|\+(json|xml)$/
const textNames = /\.(txt|log|csv|tsv|json|xml|ya?ml|sql|ini|conf|cfg|properties|md|eml|out|err|trace)$/i

/** Whether a file is likely to hold words; what it holds decides. */
export function mayHoldWords({ name, type, size }: { name: string; type: string; size: number }): boolean {
  return size > 0 && (textTypes.test(type) || textNames.test(name))
}

/**
 * Puts names of attachments, and the words of those that are texts, into the search. Each is a transaction of its own: killed in
 * between, none is lost or found twice.
 * @param textOf the beginning of a stored content as text; null: it is none
 * @returns how many were looked at; fewer than 20: there are no more
 */
export async function searchAttachments(
  ctx: Context,
  textOf: (hash: string) => Promise<string | null>,
): Promise<number> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  const found = await attachmentsToSearch(ctx.db, batch)
  for (const file of found) {
    const text = mayHoldWords(file) ? await textOf(file.hash) : null
    await ctx.write(async (tx) => {
      if (!(await markSearched(tx, file.id, ctx.now))) return
      await addToSearch(tx, file, text === null ? file.name : `${file.name}\n${text}`)
    })
  }
  return found.length
}
