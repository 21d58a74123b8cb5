import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  type Context,
  conflict,
  DomainError,
  isSupervisor,
  notAllowed,
  notFound,
  parse,
  type Reader,
} from '../shared/index.ts'
import { passwordSchema } from './password.ts'
import { mayManageAccount } from './policy.ts'
import {
  deleteSessionsOf,
  findLink,
  findPerson,
  insertLink,
  type PersonRow,
  updatePerson,
  useLink,
} from './store.ts'

const days = 7
const purpose = 'invitation'

/** Until when a link works, and the event that says it was made. */
export type Invited = { until: number; eventId: number }

/**
 * A link by which a person sets a password, once; an earlier one of theirs stops working.
 * @param hash SHA-256 (hex) of the link's secret, which only the caller knows and shows once
 */
export async function inviteAccount(ctx: Context, id: string, hash: string): Promise<Invited> {
  if (!isSupervisor(ctx.actor)) throw notAllowed('accounts-not-yours')
  const expiresAt = ctx.now + days * 86_400_000
  const eventId = await ctx.write(async (tx) => {
    const person = await findPerson(tx, id)
    if (!person) throw notFound('person')
    if (person.service) throw notAllowed('accounts-not-yours')
    if (!mayManageAccount(ctx.actor, person.role)) throw notAllowed('administrators-only')
    if (person.disabledAt !== null) throw conflict('account-already-disabled')
    await insertLink(tx, { id: hash, purpose, personId: id, createdAt: ctx.now, expiresAt })
    return recordEvent(ctx, tx, {
      type: 'account.invited',
      organisationId: person.organisationId,
      subject: `person:${id}`,
      data: { name: person.name },
    })
  })
  return { until: expiresAt, eventId }
}

async function invited(db: Reader, hash: string, now: number): Promise<PersonRow> {
  const link = await findLink(db, hash, purpose)
  const person =
    link?.personId && link.usedAt === null && link.expiresAt > now
      ? await findPerson(db, link.personId)
      : null
  if (!person || person.disabledAt !== null) throw new DomainError('gone', 'link-spent')
  return person
}

/** Whom the link is for. @throws DomainError `gone` `link-spent` */
export async function readInvitation(ctx: Context, hash: string): Promise<{ name: string; email: string }> {
  const { name, email } = await invited(ctx.db, hash, ctx.now)
  return { name, email }
}

/** Sets the password; whoever was signed in by the old one no longer is. */
export async function acceptInvitation(
  ctx: Context,
  input: unknown,
  hash: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<void> {
  await invited(ctx.db, hash, ctx.now)
  const { password } = parse(z.object({ password: passwordSchema }), input)
  const passwordHash = await hashPassword(password)
  await ctx.write(async (tx) => {
    const person = await invited(tx, hash, ctx.now)
    if (!(await useLink(tx, hash, ctx.now))) throw new DomainError('gone', 'link-spent')
    await updatePerson(tx, person.id, { passwordHash })
    await deleteSessionsOf(tx, person.id)
    await recordEvent(ctx, tx, {
      type: 'account.password-set',
      organisationId: person.organisationId,
      subject: `person:${person.id}`,
      data: { name: person.name },
    })
  })
}
