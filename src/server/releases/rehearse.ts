import {
  addReleaseFile,
  type CheckNotes,
  getManagedRelease,
  parseVersion,
  saveDraft,
  signReleaseFile,
} from '#domain/releases/index.ts'
import { type Context, type FieldProblem, isDomainError, type Transaction } from '#domain/shared/index.ts'
import { langs } from '#i18n/index.ts'
import { checkNotes } from './notes.ts'
import type { Described, Facts, Means } from './publish-files.ts'
import { signing } from './signing.ts'

class Rehearsed extends Error {}

/**
 * Everything that would be refused, at once: the deeds are done in a transaction that is given up, so nothing of them
 * stays. @param files null: they are not looked at yet
 */
export async function rehearse(
  runtime: Means,
  ctx: Context,
  facts: Facts,
  files: readonly Described[] | null,
): Promise<{ problems: FieldProblem[]; sequence: number }> {
  const problems: FieldProblem[] = []
  let sequence = 0
  const note = (error: unknown): void => {
    if (!isDomainError(error) || error.kind !== 'invalid') throw error
    problems.push(...error.fields)
  }
  const deeds = async (tx: Transaction): Promise<void> => {
    const dry: Context = {
      ...ctx,
      db: tx as unknown as Context['db'],
      files: { ...ctx.files, has: async () => true },
    }
    await saveDraft(dry, { ...facts, fingerprint: 'open' })
    for (const { signature, signed: _, ...file } of files ?? []) {
      const before = problems.length
      await addReleaseFile(dry, { ...facts, file }).catch(note)
      const faults = problems.splice(before)
      problems.push(...faults.map((each) => ({ ...each, params: { name: file.name, ...each.params } })))
      if (signature === null || faults.length > 0) continue
      await signReleaseFile(dry, { ...facts, name: file.name, signature }, signing).catch(note)
    }
    const { release, missing } = await getManagedRelease(dry, facts, signing)
    sequence = release.sequence
    const told = new Set(problems.map(({ params }) => params?.name))
    problems.push(
      ...missing.filter(({ field, code, params }) =>
        field === 'files' ? files !== null && !(code === 'unsigned' && told.has(params?.name)) : true,
      ),
    )
  }
  await ctx
    .write(async (tx) => {
      await deeds(tx).catch(note)
      throw new Rehearsed()
    })
    .catch((error) => {
      if (!(error instanceof Rehearsed)) throw error
    })
  const { product: productId, kind, embargoUntil, organisations } = facts
  const version = parseVersion(facts.version)
  // What is no version has no notes to look for.
  if (!version) return { problems, sequence }
  const release = { productId, version, kind, embargoUntil }
  const still = { status: 'draft', publishedAt: null, yankedReason: null, replacement: null } as const
  problems.push(
    ...(await notesFor(runtime, facts)(
      { ...release, ...still, exclusive: organisations !== undefined },
      facts,
    )),
  )
  return { problems, sequence }
}

/** What is asked of the notes. Where they may follow later, it is no fault that both languages lack them. */
export function notesFor(runtime: Means, { notesLater }: Pick<Facts, 'notesLater'>): CheckNotes {
  const check = checkNotes(runtime)
  if (!notesLater) return check
  return async (release, draft) => {
    const problems = await check(release, draft)
    return problems.filter(({ code }) => code === 'notes-missing').length === langs.length ? [] : problems
  }
}
