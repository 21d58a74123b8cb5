import { z } from 'zod'
import { findPerson } from '../accounts/index.ts'
import { recordEvent } from '../events/index.ts'
import { type Context, notAllowed, notFound, type Person, parse } from '../shared/index.ts'
import { productNames, readersOf } from './audience-store.ts'
import { choicesOf, putChoice } from './store.ts'
import { stopAll } from './subscribe.ts'
import { defaultChoice } from './subscription.ts'
import { productsToldOf } from './told-store.ts'

const personId = z.string().min(1).max(64)
const schema = z.union([
  /** Products of the notice that somebody was told. */
  z.object({ personId, noticeId: z.int() }),
  /** null: of all, also of what is contracted later. */
  z.object({ personId, productIds: z.array(z.string().min(1).max(64)).min(1).max(200).nullable() }),
])

/** @throws DomainError `not-found` for a notice that the person was not told */
async function endedBy(
  ctx: Context,
  input: unknown,
): Promise<{ personId: string; productIds: string[] | null }> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  const ended = parse(schema, input)
  if (!('noticeId' in ended)) return ended
  const productIds = await productsToldOf(ctx.db, ended.personId, ended.noticeId)
  if (productIds === null) throw notFound('letter')
  return { personId: ended.personId, productIds }
}

/** What a letter's address would end, by name. @throws DomainError `not-found` where the person is no more */
export async function namesToUnsubscribe(ctx: Context, input: unknown): Promise<string[] | null> {
  const { personId: id, productIds } = await endedBy(ctx, input)
  if (!(await findPerson(ctx.db, id))) throw notFound('person')
  const names = await productNames(ctx.db)
  return productIds?.map((product) => names.get(product) ?? product) ?? null
}

/** Ends somebody's notices by the address in their letter, without signing in; they may choose them again. */
export async function unsubscribe(ctx: Context, input: unknown): Promise<'changed' | 'same'> {
  const { personId: id, productIds } = await endedBy(ctx, input)
  // Somebody who is no customer any more, or may not sign in, gets none as it is.
  const [reader] = await readersOf(ctx.db, [id])
  if (!reader) return 'same'
  return productIds === null
    ? stopAll(ctx, reader, 'notices.unsubscribed')
    : endProducts(ctx, reader, productIds)
}

async function endProducts(
  ctx: Context,
  { id, name, role, organisationId }: Person,
  productIds: readonly string[],
): Promise<'changed' | 'same'> {
  const known = await productNames(ctx.db)
  return ctx.write(async (tx) => {
    const held = await choicesOf(tx, id)
    let outcome: 'changed' | 'same' = 'same'
    for (const productId of productIds.filter((product) => known.has(product))) {
      const { level, atOnce } = held.get(productId) ?? defaultChoice(role)
      if (level === 'none') continue
      await putChoice(tx, { personId: id, productId, level: 'none', atOnce, changedAt: ctx.now })
      await recordEvent(ctx, tx, {
        type: 'notices.unsubscribed',
        organisationId,
        subject: `product:${productId}`,
        data: { personId: id, name },
      })
      outcome = 'changed'
    }
    return outcome
  })
}
