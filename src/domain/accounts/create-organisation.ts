import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { type Context, conflict, isAdministrator, notAllowed, parse } from '../shared/index.ts'
import { findOrganisation, insertOrganisation } from './store.ts'

const schema = z.object({
  /** The word that names it in commands; absent: a new identifier. */
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(64)
    .optional(),
  name: z.string().trim().min(2).max(120),
  kind: z.enum(['customer', 'partner', 'house']),
})

export async function createOrganisation(ctx: Context, input: unknown): Promise<string> {
  if (!isAdministrator(ctx.actor)) throw notAllowed('accounts-not-yours')
  const { id = ctx.ids.next(), name, kind } = parse(schema, input)
  await ctx.write(async (tx) => {
    if (await findOrganisation(tx, id)) throw conflict('organisation-exists')
    await insertOrganisation(tx, { id, name, kind, createdAt: ctx.now })
    const data = { name, kind }
    await recordEvent(ctx, tx, {
      type: 'organisation.created',
      organisationId: id,
      subject: `organisation:${id}`,
      data,
    })
  })
  return id
}
