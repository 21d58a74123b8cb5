import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { type Context, DomainError, notAllowed, parse } from '../shared/index.ts'
import { emailSchema } from './email.ts'
import { passwordSchema } from './password.ts'
import { countPeople, findLink, insertLink, insertOrganisation, insertPerson, useLink } from './store.ts'

const day = 86_400_000
const purpose = 'first-administrator'

export const firstAdministratorSchema = z.object({
  organisationName: z.string().trim().min(2).max(120),
  name: z.string().trim().min(1).max(120),
  email: emailSchema,
  password: passwordSchema,
  lang: z.enum(['pt', 'en']).default('pt'),
})

/**
 * Offers the one-time link of a portal in which nobody has an account yet; earlier links stop working.
 * @param hash SHA-256 (hex) of the link's secret @returns whether there is nobody yet
 */
export async function offerFirstAdministrator(ctx: Context, hash: string): Promise<boolean> {
  if (ctx.actor.kind !== 'system') throw notAllowed('accounts-not-yours')
  return ctx.write(async (tx) => {
    if ((await countPeople(tx)) > 0) return false
    await insertLink(tx, { id: hash, purpose, createdAt: ctx.now, expiresAt: ctx.now + day })
    return true
  })
}

/** @throws DomainError `gone` `link-spent` when it was used, has ended, or somebody has an account already */
export async function checkFirstAdministratorLink(ctx: Context, hash: string): Promise<void> {
  const link = await findLink(ctx.db, hash, purpose)
  const open = link && link.usedAt === null && link.expiresAt > ctx.now
  if (!open || (await countPeople(ctx.db)) > 0) throw new DomainError('gone', 'link-spent')
}

/** Creates the house and its administrator, once. */
export async function createFirstAdministrator(
  ctx: Context,
  input: unknown,
  link: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<void> {
  await checkFirstAdministratorLink(ctx, link)
  const { organisationName, password, ...person } = parse(firstAdministratorSchema, input)
  const passwordHash = await hashPassword(password)
  await ctx.write(async (tx) => {
    if ((await countPeople(tx)) > 0 || !(await useLink(tx, link, ctx.now))) {
      throw new DomainError('gone', 'link-spent')
    }
    const organisationId = ctx.ids.next()
    const createdAt = ctx.now
    await insertOrganisation(tx, { id: organisationId, name: organisationName, kind: 'house', createdAt })
    const id = ctx.ids.next()
    await insertPerson(tx, { ...person, id, role: 'administrator', organisationId, passwordHash, createdAt })
    const data = { email: person.email, role: 'administrator', first: true }
    await recordEvent(ctx, tx, { type: 'account.created', organisationId, subject: `person:${id}`, data })
  })
}
