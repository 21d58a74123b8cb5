import { z } from 'zod'
import { findPerson } from '../accounts/index.ts'
import { recordEvent } from '../events/index.ts'
import { listUpdates } from '../releases/index.ts'
import { type Context, notAllowed, notFound, parse } from '../shared/index.ts'
import { productNames, readersOf } from './audience-store.ts'
import { choicesOf, putChoice } from './store.ts'
import { defaultChoice } from './subscription.ts'

const schema = z.object({
  personId: z.string().min(1).max(64),
  /** null: of all that the person may be told of. */
  productIds: z.array(z.string().min(1).max(64)).min(1).max(200).nullable(),
})

/** What a letter's address would end, by name. @throws DomainError `not-found` where the person is no more */
export async function namesToUnsubscribe(ctx: Context, input: unknown): Promise<string[] | null> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  const { personId, productIds } = parse(schema, input)
  if (!(await findPerson(ctx.db, personId))) throw notFound('person')
  const names = await productNames(ctx.db)
  return productIds?.map((id) => names.get(id) ?? id) ?? null
}

/** Ends somebody's notices by the address in their letter, without signing in; they may choose them again. */
export async function unsubscribe(ctx: Context, input: unknown): Promise<'changed' | 'same'> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  const { personId, productIds } = parse(schema, input)
  // Somebody who is no customer any more, or may not sign in, gets none as it is.
  const [reader] = await readersOf(ctx.db, [personId])
  if (!reader) return 'same'
  const known = await productNames(ctx.db)
  const shown = productIds ?? (await listUpdates({ ...ctx, actor: reader })).map(({ product }) => product.id)
  return ctx.write(async (tx) => {
    const held = await choicesOf(tx, personId)
    // A choice outlives the contract that it was made with, and public advisories still follow it.
    const theirs = new Set(productIds ?? [...shown, ...held.keys()])
    let outcome: 'changed' | 'same' = 'same'
    for (const productId of [...theirs].filter((id) => known.has(id))) {
      const { level, atOnce } = held.get(productId) ?? defaultChoice(reader.role)
      if (level === 'none') continue
      await putChoice(tx, { personId, productId, level: 'none', atOnce, changedAt: ctx.now })
      await recordEvent(ctx, tx, {
        type: 'notices.unsubscribed',
        organisationId: reader.organisationId,
        subject: `product:${productId}`,
        data: { personId, name: reader.name },
      })
      outcome = 'changed'
    }
    return outcome
  })
}
