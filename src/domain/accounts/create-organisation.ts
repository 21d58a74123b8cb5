import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { type Context, conflict, notAllowed, notFound, parse } from '../shared/index.ts'
import { ownDaysSchema } from '../sla/index.ts'
import { changesBetween, isChanged } from './changes.ts'
import { mayManageOrganisation } from './policy.ts'
import { checkRevision, revisionSchema } from './revision.ts'
import { findOrganisation, insertOrganisation, updateOrganisation } from './store.ts'

const kindSchema = z.enum(['customer', 'partner', 'house'])
const nameSchema = z.string().trim().min(2).max(120)

export const organisationSchema = z.object({
  /** The word that names it in commands; absent: a new identifier. */
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(64)
    .optional(),
  name: nameSchema,
  kind: kindSchema,
  /** Days on which it is not served, such as its municipal holiday. */
  closedDays: ownDaysSchema.default([]),
})

export async function createOrganisation(ctx: Context, input: unknown): Promise<string> {
  if (!mayManageOrganisation(ctx.actor, 'customer')) throw notAllowed('accounts-not-yours')
  const { id = ctx.ids.next(), name, kind, closedDays } = parse(organisationSchema, input)
  if (!mayManageOrganisation(ctx.actor, kind)) throw notAllowed('administrators-only')
  await ctx.write(async (tx) => {
    if (await findOrganisation(tx, id)) throw conflict('organisation-exists')
    await insertOrganisation(tx, { id, name, kind, closedDays: orNull(closedDays), createdAt: ctx.now })
    const data = { name, kind, ...(closedDays.length > 0 ? { closedDays } : {}) }
    await recordEvent(ctx, tx, {
      type: 'organisation.created',
      organisationId: id,
      subject: `organisation:${id}`,
      data,
    })
  })
  return id
}

const changeSchema = z.object({
  id: z.string().min(1).max(64),
  name: nameSchema,
  kind: kindSchema,
  closedDays: ownDaysSchema,
  revision: revisionSchema,
})

/** @returns whether anything was another than before. What tickets were promised stays. */
export async function changeOrganisation(ctx: Context, input: unknown): Promise<'changed' | 'same'> {
  if (!mayManageOrganisation(ctx.actor, 'customer')) throw notAllowed('accounts-not-yours')
  const { id, revision, ...values } = parse(changeSchema, input)
  return ctx.write(async (tx) => {
    const held = await findOrganisation(tx, id)
    if (!held) throw notFound('organisation')
    if (!mayManageOrganisation(ctx.actor, held.kind) || !mayManageOrganisation(ctx.actor, values.kind)) {
      throw notAllowed('administrators-only')
    }
    // Whose people work on tickets stays the house, and nobody becomes it.
    if ((held.kind === 'house') !== (values.kind === 'house')) throw conflict('house-stays')
    const set = { ...values, closedDays: orNull(values.closedDays) }
    const changes = changesBetween(held, set)
    if (!isChanged(changes)) return 'same'
    checkRevision(held.revision, revision, 'organisation-changed')
    await updateOrganisation(tx, id, { ...set, revision: held.revision + 1 })
    await recordEvent(ctx, tx, {
      type: 'organisation.changed',
      organisationId: id,
      subject: `organisation:${id}`,
      data: { changes },
    })
    return 'changed'
  })
}

function orNull<T>(days: T[]): T[] | null {
  return days.length > 0 ? days : null
}
