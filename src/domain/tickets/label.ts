import { z } from 'zod'
import { fold } from '../../words/index.ts'
import { recordEvent } from '../events/index.ts'
import {
  type Context,
  conflict,
  invalid,
  notFound,
  parse,
  requireAdministrator,
  type Transaction,
} from '../shared/index.ts'
import {
  allLabels,
  archiveLabelRow,
  findLabel,
  insertLabel,
  maxLabels,
  renameLabelRow,
  type StatusLabel,
} from './label-store.ts'

const nameSchema = z.string().trim().min(2).max(40)

const addSchema = z.object({
  status: z.enum(['open', 'waiting', 'resolved', 'closed']),
  pt: nameSchema,
  en: nameSchema,
})

const plain = (name: string): string => fold(name).replace(/\s+/g, ' ')

/** Two of one name could not be told apart. @throws DomainError `invalid` */
function requireOwnNames(names: StatusLabel['names'], others: readonly StatusLabel[]): void {
  const taken = (['pt', 'en'] as const).filter((lang) =>
    others.some((other) => plain(other.names[lang]) === plain(names[lang])),
  )
  if (taken.length > 0) throw invalid(taken.map((field) => ({ field, code: 'label-name-taken' })))
}

export async function listLabels(ctx: Context): Promise<StatusLabel[]> {
  requireAdministrator(ctx)
  return allLabels(ctx.db)
}

/** A finer word for a status, in both languages. Its key stays, whatever it is called. */
export async function addLabel(ctx: Context, input: unknown): Promise<{ id: string }> {
  requireAdministrator(ctx)
  const { status, pt, en } = parse(addSchema, input)
  const id = ctx.ids.next()
  await ctx.write(async (tx) => {
    const held = await allLabels(tx)
    if (held.length >= maxLabels) throw conflict('too-many-labels')
    const label = { id, status, names: { pt, en } }
    requireOwnNames(
      label.names,
      held.filter((other) => other.status === status),
    )
    await insertLabel(tx, { ...label, createdAt: ctx.now })
    await recordEvent(ctx, tx, { type: 'status-label.created', subject: `status-label:${id}`, data: label })
  })
  return { id }
}

const renameSchema = z.object({ id: z.string().max(64), pt: nameSchema, en: nameSchema })

/** Another word for the same detail: tickets that have it read the new one, and their history what was said then. */
export async function renameLabel(ctx: Context, input: unknown): Promise<void> {
  requireAdministrator(ctx)
  const { id, pt, en } = parse(renameSchema, input)
  await ctx.write(async (tx) => {
    const held = await findLabel(tx, id)
    if (!held || held.archivedAt !== null) throw notFound('label')
    if (held.names.pt === pt && held.names.en === en) return
    const others = (await allLabels(tx)).filter((other) => other.status === held.status && other.id !== id)
    requireOwnNames({ pt, en }, others)
    await renameLabelRow(tx, id, { pt, en })
    const data = { names: { pt, en }, before: held.names }
    await recordEvent(ctx, tx, { type: 'status-label.renamed', subject: `status-label:${id}`, data })
  })
}

/** Takes it out of use; tickets that have it keep it until their status changes. */
export async function archiveLabel(ctx: Context, input: unknown): Promise<void> {
  requireAdministrator(ctx)
  const { id } = parse(z.object({ id: z.string().max(64) }), input)
  await ctx.write(async (tx) => {
    const held = await findLabel(tx, id)
    if (!held || held.archivedAt !== null) throw notFound('label')
    await archiveLabelRow(tx, id, ctx.now)
    const data = { names: held.names }
    await recordEvent(ctx, tx, { type: 'status-label.archived', subject: `status-label:${id}`, data })
  })
}

/** The label that goes with a status. @throws DomainError `invalid` when it belongs to another one */
export async function labelFor(
  tx: Transaction,
  id: string | undefined,
  status: string,
): Promise<StatusLabel | null> {
  if (!id) return null
  const label = await findLabel(tx, id)
  if (!label || label.archivedAt !== null) throw invalid([{ field: 'label', code: 'unknown' }])
  if (label.status !== status) throw invalid([{ field: 'label', code: 'not-of-status' }])
  return label
}
