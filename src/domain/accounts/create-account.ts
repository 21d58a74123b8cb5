import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { type Context, conflict, invalid, isDesk, notAllowed, parse } from '../shared/index.ts'
import { emailSchema } from './email.ts'
import { findOrganisation, findPersonByEmail, insertPerson, updatePerson } from './store.ts'

const schema = z.object({
  email: emailSchema,
  name: z.string().trim().min(1).max(120),
  role: z.enum(['customer', 'customer-manager', 'partner', 'agent', 'supervisor', 'editor', 'administrator']),
  line: z
    .union([z.literal(1), z.literal(2), z.literal(3)])
    .nullable()
    .default(null),
  organisationId: z.string().min(1).max(64),
  lang: z.enum(['pt', 'en']).default('pt'),
})

function mayManageAccounts(ctx: Context): boolean {
  return ctx.actor.kind === 'system' || (isDesk(ctx.actor) && ctx.actor.role === 'administrator')
}

/** @param passwordHash Argon2id hash, or null for a person who gets a link to set one */
export async function createAccount(
  ctx: Context,
  input: unknown,
  passwordHash: string | null,
): Promise<string> {
  if (!mayManageAccounts(ctx)) throw notAllowed('accounts-not-yours')
  const values = parse(schema, input)
  if (values.role === 'agent' && values.line === null) throw invalid([{ field: 'line', code: 'required' }])
  return ctx.write(async (tx) => {
    if (await findPersonByEmail(tx, values.email)) throw conflict('email-taken')
    if (!(await findOrganisation(tx, values.organisationId))) {
      throw invalid([{ field: 'organisationId', code: 'unknown' }])
    }
    const id = ctx.ids.next()
    await insertPerson(tx, { id, ...values, passwordHash, createdAt: ctx.now })
    await recordEvent(ctx, tx, {
      type: 'account.created',
      organisationId: values.organisationId,
      subject: `person:${id}`,
      data: { email: values.email, role: values.role },
    })
    return id
  })
}

/** Keeps the person's tickets; their sessions and tokens stop working at once, since both are read with the person. */
export async function disableAccount(ctx: Context, email: string): Promise<void> {
  if (!mayManageAccounts(ctx)) throw notAllowed('accounts-not-yours')
  await ctx.write(async (tx) => {
    const person = await findPersonByEmail(tx, email.trim().toLowerCase())
    if (!person) throw invalid([{ field: 'email', code: 'unknown' }])
    if (person.disabledAt !== null) throw conflict('account-already-disabled')
    await updatePerson(tx, person.id, { disabledAt: ctx.now })
    await recordEvent(ctx, tx, {
      type: 'account.disabled',
      organisationId: person.organisationId,
      subject: `person:${person.id}`,
    })
  })
}
