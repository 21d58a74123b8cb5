import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  actorId,
  type Context,
  conflict,
  invalid,
  isSupervisor,
  notAllowed,
  notFound,
  parse,
  requireAdministrator,
} from '../shared/index.ts'
import { allKeys, insertKey, type KeyRow, personsOf, revokeKeyRow, setPersons } from './keys-store.ts'
import { findProduct } from './store.ts'

/** Reading and checking what minisign writes; the means are the server's. */
export type Signing = {
  /** null: it is no public key. */
  readKey(text: string): { id: string } | null
  /** @param blake2b of the file, hex @param keys as `readKey` took them */
  verify(
    signature: string,
    blake2b: string,
    keys: readonly string[],
  ): { keyId: string; comment: string } | { fault: string }
}

export type SigningKey = Pick<
  KeyRow,
  'id' | 'keyId' | 'productId' | 'publicKey' | 'label' | 'addedAt' | 'revokedAt'
> & {
  addedBy: string | null
}

const mostKeys = 50

const blank = z.literal('').transform(() => null)
export const addKeySchema = z.object({
  /** null: for every product. */
  product: z
    .union([blank, z.string().max(64)])
    .nullable()
    .default(null),
  label: z.string().trim().min(1).max(80),
  /** The text of the `.pub` file, or its second line. */
  key: z.string().trim().min(1).max(4096),
})

/** From then on the files of the product, or of all, have to be signed. */
export async function addSigningKey(
  ctx: Context,
  input: unknown,
  signing: Pick<Signing, 'readKey'>,
): Promise<{ id: string; keyId: string }> {
  requireAdministrator(ctx)
  const { product, label, key } = parse(addKeySchema, input)
  const read = signing.readKey(key)
  if (!read) throw invalid([{ field: 'key', code: 'not-a-signing-key' }])
  if (product !== null && !(await findProduct(ctx.db, product))) {
    throw invalid([{ field: 'product', code: 'unknown' }])
  }
  const id = ctx.ids.next()
  return ctx.write(async (tx) => {
    const known = await allKeys(tx)
    const held = known.filter(({ revokedAt }) => revokedAt === null)
    if (held.length >= mostKeys || known.length >= 10 * mostKeys) throw conflict('too-many-keys')
    // A key that was revoked may be in wrong hands: it does not come back.
    if (known.some((each) => each.keyId === read.id && each.revokedAt !== null)) throw conflict('key-revoked')
    if (held.some((each) => each.keyId === read.id && each.productId === product))
      throw conflict('key-exists')
    const by = actorId(ctx.actor)
    const row = { id, keyId: read.id, productId: product, publicKey: key, label, addedBy: by }
    await insertKey(tx, { ...row, addedAt: ctx.now })
    const data = { keyId: read.id, product, label }
    await recordEvent(ctx, tx, { type: 'signing-key.added', subject: `signing-key:${read.id}`, data })
    return { id, keyId: read.id }
  })
}

/** Newest first. */
export async function listSigningKeys(ctx: Context): Promise<SigningKey[]> {
  if (!isSupervisor(ctx.actor)) throw notAllowed('supervisors-only')
  const rows = await allKeys(ctx.db)
  return rows.map(({ id, keyId, productId, publicKey, label, addedAt, revokedAt, addedByName }) => ({
    ...{ id, keyId, productId, publicKey, label, addedAt, revokedAt },
    addedBy: addedByName,
  }))
}

const revokeSchema = z.object({ id: z.string().min(1).max(64) })

/** Whatever is signed with it is refused from now on; what is published stays, and can be withdrawn. @param input `id` of the key as listed, or as minisign prints it */
export async function revokeSigningKey(ctx: Context, input: unknown): Promise<{ keyId: string }> {
  requireAdministrator(ctx)
  const { id } = parse(revokeSchema, input)
  return ctx.write(async (tx) => {
    const found = (await allKeys(tx)).filter((key) => key.id === id || key.keyId === id.toUpperCase())
    const [first] = found
    if (!first) throw notFound('signing-key')
    const open = found.filter(({ revokedAt }) => revokedAt === null)
    if (open.length === 0) throw conflict('key-revoked')
    for (const key of open) {
      await revokeKeyRow(tx, key.id, { revokedAt: ctx.now, revokedBy: actorId(ctx.actor) })
    }
    const { keyId } = first
    await recordEvent(ctx, tx, {
      type: 'signing-key.revoked',
      subject: `signing-key:${keyId}`,
      data: { keyId },
    })
    return { keyId }
  })
}

/** By product: how many persons a release of it needs. */
export async function listPublishingRules(ctx: Context): Promise<Map<string, number>> {
  if (!isSupervisor(ctx.actor)) throw notAllowed('supervisors-only')
  return personsOf(ctx.db)
}

const ruleSchema = z.object({
  product: z.string().min(1).max(64),
  persons: z.coerce.number().pipe(z.int().min(1).max(2)),
})

/** Whether releases of a product need a second person. */
export async function setPublishingRule(ctx: Context, input: unknown): Promise<void> {
  requireAdministrator(ctx)
  const { product, persons } = parse(ruleSchema, input)
  await ctx.write(async (tx) => {
    if (!(await findProduct(tx, product))) throw notFound('product')
    if (((await personsOf(tx)).get(product) ?? 1) === persons) return
    await setPersons(tx, { productId: product, persons, changedBy: actorId(ctx.actor), changedAt: ctx.now })
    await recordEvent(ctx, tx, {
      type: 'publishing-rule.changed',
      subject: `product:${product}`,
      data: { persons },
    })
  })
}
