import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { type Context, conflict, isSupervisor, notAllowed, notFound, parse } from '../shared/index.ts'
import { changesBetween, isChanged } from './changes.ts'
import { accountSchema, checkAccount, checkStays } from './create-account.ts'
import { mayManageAccount } from './policy.ts'
import { checkRevision, revisionSchema } from './revision.ts'
import { findPerson, findPersonByEmail, updatePerson } from './store.ts'

const schema = accountSchema.extend({ id: z.string().min(1).max(64), revision: revisionSchema })

/**
 * Another name, address, language, role, line or organisation. Tickets stay with the organisation they were opened
 * for, and the one who moves sees those of the new one alone.
 */
export async function changeAccount(ctx: Context, input: unknown): Promise<'changed' | 'same'> {
  if (!isSupervisor(ctx.actor)) throw notAllowed('accounts-not-yours')
  const { id, revision, ...values } = parse(schema, input)
  return ctx.write(async (tx) => {
    const held = await findPerson(tx, id)
    if (!held) throw notFound('person')
    if (!mayManageAccount(ctx.actor, held.role)) throw notAllowed('administrators-only')
    const changes = changesBetween(held, values)
    if (!isChanged(changes)) return 'same'
    checkRevision(held.revision, revision, 'account-changed')
    await checkAccount(ctx, tx, values)
    const other = await findPersonByEmail(tx, values.email)
    if (other && other.id !== id) throw conflict('email-taken')
    if (held.role === 'administrator' && values.role !== 'administrator') await checkStays(ctx, tx, held)
    await updatePerson(tx, id, { ...values, revision: held.revision + 1 })
    const moved = held.organisationId !== values.organisationId
    // A move belongs to the history of both.
    for (const organisationId of moved
      ? [held.organisationId, values.organisationId]
      : [held.organisationId]) {
      await recordEvent(ctx, tx, {
        type: 'account.changed',
        organisationId,
        subject: `person:${id}`,
        data: { name: values.name, changes },
      })
    }
    return 'changed'
  })
}
