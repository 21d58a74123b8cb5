import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  type Context,
  conflict,
  invalid,
  isSupervisor,
  notAllowed,
  parse,
  type Transaction,
} from '../shared/index.ts'
import { emailSchema } from './email.ts'
import { mayManageAccount, rolesOf } from './policy.ts'
import {
  countAdministrators,
  findOrganisation,
  findPersonByEmail,
  insertPerson,
  type PersonRow,
  updatePerson,
} from './store.ts'

export const accountSchema = z.object({
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

type Account = z.output<typeof accountSchema>

/** The role fits the organisation, and an agent has a line. @throws DomainError */
export async function checkAccount(ctx: Context, tx: Transaction, account: Account): Promise<void> {
  if (!mayManageAccount(ctx.actor, account.role)) throw notAllowed('administrators-only')
  if (account.role === 'agent' && account.line === null) throw invalid([{ field: 'line', code: 'required' }])
  const organisation = await findOrganisation(tx, account.organisationId)
  if (!organisation) throw invalid([{ field: 'organisationId', code: 'unknown' }])
  if (!rolesOf(organisation.kind).includes(account.role)) {
    throw invalid([{ field: 'role', code: 'role-elsewhere' }])
  }
}

/** @param passwordHash Argon2id hash, or null for a person who gets a link to set one */
export async function createAccount(
  ctx: Context,
  input: unknown,
  passwordHash: string | null,
): Promise<string> {
  if (!isSupervisor(ctx.actor)) throw notAllowed('accounts-not-yours')
  const values = parse(accountSchema, input)
  return ctx.write(async (tx) => {
    await checkAccount(ctx, tx, values)
    if (await findPersonByEmail(tx, values.email)) throw conflict('email-taken')
    const id = ctx.ids.next()
    await insertPerson(tx, { id, ...values, passwordHash, createdAt: ctx.now })
    await recordEvent(ctx, tx, {
      type: 'account.created',
      organisationId: values.organisationId,
      subject: `person:${id}`,
      data: { email: values.email, name: values.name, role: values.role },
    })
    return id
  })
}

/** Nobody shuts themselves out, and somebody always has the keys. */
export async function checkStays(ctx: Context, tx: Transaction, person: PersonRow): Promise<void> {
  if (ctx.actor.kind === 'person' && ctx.actor.id === person.id) throw conflict('not-oneself')
  const last = person.role === 'administrator' && person.disabledAt === null
  if (last && (await countAdministrators(tx)) <= 1) throw conflict('last-administrator')
}

/** Keeps the person's tickets; their sessions and tokens stop working at once, since both are read with the person. */
export async function disableAccount(ctx: Context, email: string): Promise<void> {
  await setDisabled(ctx, email, true)
}

export async function enableAccount(ctx: Context, email: string): Promise<void> {
  await setDisabled(ctx, email, false)
}

async function setDisabled(ctx: Context, email: string, disabled: boolean): Promise<void> {
  if (!isSupervisor(ctx.actor)) throw notAllowed('accounts-not-yours')
  await ctx.write(async (tx) => {
    const person = await findPersonByEmail(tx, email.trim().toLowerCase())
    if (!person) throw invalid([{ field: 'email', code: 'unknown' }])
    if (!mayManageAccount(ctx.actor, person.role)) throw notAllowed('administrators-only')
    if ((person.disabledAt !== null) === disabled) {
      throw conflict(disabled ? 'account-already-disabled' : 'account-already-enabled')
    }
    if (disabled) await checkStays(ctx, tx, person)
    await updatePerson(tx, person.id, { disabledAt: disabled ? ctx.now : null })
    await recordEvent(ctx, tx, {
      type: disabled ? 'account.disabled' : 'account.enabled',
      organisationId: person.organisationId,
      subject: `person:${person.id}`,
      data: { name: person.name },
    })
  })
}
