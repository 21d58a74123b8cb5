import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { actorId, type Context, conflict, notFound, parse } from '../shared/index.ts'
import { requireManager } from './draft.ts'
import { findDraft, insertNotes, updateDraft } from './draft-store.ts'
import { notesSchema, releaseKey } from './facts.ts'
import { findRelease } from './store.ts'
import { parseVersion } from './version.ts'

const schema = z.object({
  ...releaseKey,
  notes: notesSchema,
  /** Of the notes as they were read; 0: there were none; absent: whatever they are. */
  revision: z.int().min(0).optional(),
})

/**
 * Writes the notes of a release for some organisations alone, once it is out: they are no article that could be changed.
 * @throws DomainError `notes-are-articles` for a release that is for all, `draft-changed` where somebody wrote meanwhile
 */
export async function changeExclusiveNotes(ctx: Context, input: unknown): Promise<'changed' | 'same'> {
  requireManager(ctx)
  const { product, version, notes, revision } = parse(schema, input)
  return ctx.write(async (tx) => {
    const release = await findRelease(tx, product, parseVersion(version) ?? version)
    if (!release) throw notFound('release')
    if (release.status === 'draft') throw conflict('release-not-published')
    if (!release.exclusive) throw conflict('notes-are-articles')
    const held = await findDraft(tx, release.id)
    if (revision !== undefined && revision !== (held?.revision ?? 0)) throw conflict('draft-changed')
    if (held?.notes?.pt === notes.pt && held.notes.en === notes.en) return 'same'
    const changed = { notes, changedAt: ctx.now, changedBy: actorId(ctx.actor) }
    if (held) await updateDraft(tx, release.id, { ...changed, revision: held.revision + 1 })
    else await insertNotes(tx, { ...changed, releaseId: release.id, createdBy: actorId(ctx.actor) })
    await recordEvent(ctx, tx, {
      type: 'release.notes-changed',
      subject: `release:${product}/${release.version}`,
    })
    return 'changed'
  })
}
