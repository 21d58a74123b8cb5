import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  actorId,
  type Context,
  conflict,
  type FieldProblem,
  invalid,
  isAdministrator,
  isSupervisor,
  notAllowed,
  notFound,
  parse,
  type Reader,
  type Transaction,
} from '../shared/index.ts'
import {
  type DraftRow,
  deleteRelease,
  findDraft,
  highestSequence,
  insertDraft,
  knownVersions,
  renameOrganisations,
  updateDraft,
  updateRelease,
} from './draft-store.ts'
import { factsShape, keySchema, notesSchema, releaseKey, summarySchema } from './facts.ts'
import { findProduct, findRelease, type ReleaseRow, unknownOrganisation } from './store.ts'
import { parseRange, parseVersion, sortKeyOf } from './version.ts'

export const draftSchema = z.object({
  ...releaseKey,
  ...factsShape,
  /** Of the draft as it was read; absent: whatever it is. */
  revision: z.int().optional(),
  /** When it comes out; null: as soon as it is published. */
  publishAt: z.int().nullable().default(null),
  /** May be lower than the newest of its channel. */
  older: z.boolean().default(false),
  /** A line for lists and feeds. */
  summary: summarySchema.nullable().default(null),
  /** Markdown; null: they are written already, as files. */
  notes: notesSchema.nullable().default(null),
  /** Made by a command, which may go on with it; what people made is theirs. */
  fingerprint: z.string().max(128).nullable().default(null),
})
export type DraftInput = z.output<typeof draftSchema>

export function requireManager({ actor }: Context): void {
  if (!isAdministrator(actor)) throw notAllowed('publish-not-yours')
}

/** Approving is for supervisors too. */
export function requireApprover({ actor }: Context): void {
  if (!isSupervisor(actor)) throw notAllowed('publish-not-yours')
}

/** What is wrong in a release's facts, all at once. */
export async function factFaults(
  db: Reader | Transaction,
  facts: Omit<DraftInput, 'revision' | 'fingerprint'>,
): Promise<FieldProblem[]> {
  const { product, requires, appliesTo, supersedes, organisations, cves, freeForAll } = facts
  const faults: FieldProblem[] = []
  const own = parseVersion(facts.version)
  if (!own) faults.push({ field: 'version', code: 'not-a-version' })
  if (!(await findProduct(db, product))) faults.push({ field: 'product', code: 'unknown' })
  if (appliesTo !== null && !parseRange(appliesTo)) faults.push({ field: 'appliesTo', code: 'not-a-range' })
  const named = [
    ...(requires === null ? [] : [{ field: 'requires', version: requires }]),
    ...supersedes.map((version) => ({ field: 'supersedes', version })),
  ]
  const known = await knownVersions(
    db,
    product,
    named.map(({ version }) => parseVersion(version) ?? version),
  )
  for (const { field, version } of named) {
    const parsed = parseVersion(version)
    if (!parsed) faults.push({ field, code: 'not-a-version' })
    else if (parsed === own) faults.push({ field, code: 'same-version' })
    else if (!known.has(parsed)) faults.push({ field, code: 'unknown-release', params: { version: parsed } })
  }
  const unknown = await unknownOrganisation(db, organisations ?? [])
  if (unknown) faults.push({ field: 'organisations', code: 'unknown-organisation', params: { id: unknown } })
  if (organisations && freeForAll) faults.push({ field: 'freeForAll', code: 'not-with-organisations' })
  if (new Set(cves).size < cves.length) faults.push({ field: 'cves', code: 'twice' })
  return faults
}

/** The draft of a version, to change it. @throws DomainError when there is none, it is out, or was changed since */
export async function loadDraft(
  db: Reader | Transaction,
  input: { product: string; version: string; revision?: number | undefined },
): Promise<{ release: ReleaseRow; draft: DraftRow }> {
  const release = await findRelease(db, input.product, parseVersion(input.version) ?? input.version)
  const draft = release && (await findDraft(db, release.id))
  if (!release || (release.status === 'draft' && !draft)) throw notFound('release')
  if (release.status !== 'draft' || !draft) throw conflict('version-published')
  if (input.revision !== undefined && input.revision !== draft.revision) throw conflict('draft-changed')
  return { release, draft }
}

/** Whatever is changed in a draft takes back its submission: what was submitted is what is approved. */
export async function touchDraft(
  ctx: Context,
  tx: Transaction,
  draft: DraftRow,
  set: Partial<DraftRow> = {},
): Promise<number> {
  const revision = draft.revision + 1
  await updateDraft(tx, draft.releaseId, {
    ...{ revision, state: 'writing', submittedAt: null, submittedBy: null },
    ...{ changedAt: ctx.now, changedBy: actorId(ctx.actor) },
    ...set,
  })
  return revision
}

/** Begins a draft, or changes the one there is; nobody but the managers of releases sees it. */
export async function saveDraft(
  ctx: Context,
  input: unknown,
): Promise<{ id: string; version: string; revision: number; sequence: number }> {
  requireManager(ctx)
  const {
    revision: read,
    fingerprint,
    publishAt,
    older,
    summary,
    notes,
    ...facts
  } = parse(draftSchema, input)
  return ctx.write(async (tx) => {
    const faults = await factFaults(tx, { ...facts, publishAt, older, summary, notes })
    if (faults.length > 0) throw invalid(faults)
    const version = parseVersion(facts.version) ?? facts.version
    const { product, organisations, ...rest } = facts
    const held = await findRelease(tx, product, version)
    const set = { ...rest, version, exclusive: organisations !== undefined }
    const supersedes = rest.supersedes.map((each) => parseVersion(each) ?? each)
    const requires = rest.requires === null ? null : parseVersion(rest.requires)
    const written = { publishAt, older, summary, notes, fingerprint }
    if (!held) {
      const id = ctx.ids.next()
      const sequence = (await highestSequence(tx, product)) + 1
      const by = actorId(ctx.actor)
      await insertDraft(
        tx,
        {
          ...{ ...set, supersedes, requires, id, sequence, productId: product, sortKey: sortKeyOf(version) },
          ...{ status: 'draft', publishedAt: null, createdAt: ctx.now },
        },
        {
          ...{ ...written, releaseId: id, state: 'writing', revision: 1, createdBy: by, changedBy: by },
          changedAt: ctx.now,
        },
      )
      await renameOrganisations(tx, id, organisations ?? [])
      await recordEvent(ctx, tx, { type: 'release.drafted', subject: `release:${product}/${version}` })
      return { id, version, revision: 1, sequence }
    }
    const { release, draft } = await loadDraft(tx, { product, version, revision: read })
    // A command goes on with what a command began, a person with what a person did.
    if (
      (draft.fingerprint === null) !== (fingerprint === null) ||
      (read === undefined && fingerprint === null)
    ) {
      throw conflict('draft-exists')
    }
    await updateRelease(tx, release.id, { ...set, supersedes, requires })
    await renameOrganisations(tx, release.id, organisations ?? [])
    const revision = await touchDraft(ctx, tx, draft, written)
    await recordEvent(ctx, tx, {
      type: 'release.changed',
      subject: `release:${product}/${version}`,
      data: { revision },
    })
    return { id: release.id, version, revision, sequence: release.sequence }
  })
}

/** Takes a draft away; its number is used again. */
export async function discardDraft(ctx: Context, input: unknown): Promise<void> {
  requireManager(ctx)
  const key = parse(keySchema, input)
  await ctx.write(async (tx) => {
    const { release } = await loadDraft(tx, key)
    await deleteRelease(tx, release.id)
    await recordEvent(ctx, tx, {
      type: 'release.discarded',
      subject: `release:${key.product}/${release.version}`,
    })
  })
}
