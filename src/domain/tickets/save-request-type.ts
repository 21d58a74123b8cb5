import { z } from 'zod'
import { allProducts } from '../accounts/index.ts'
import { recordEvent } from '../events/index.ts'
import { type Context, conflict, invalid, notFound, parse, requireAdministrator } from '../shared/index.ts'
import { nameSchema, wordSchema } from './inputs.ts'
import type { RequestType } from './request-type.ts'
import {
  allRequestTypes,
  countActiveTypes,
  maxActiveTypes,
  maxTypes,
  putRequestType,
} from './request-type-store.ts'

export const requestTypeSchema = z.object({
  id: wordSchema,
  pt: nameSchema,
  en: nameSchema,
  /** None: every product. */
  products: z.array(z.string().max(64)).max(100).default([]),
  position: z.coerce.number().pipe(z.int().min(1).max(999)),
})

/** Every type, archived ones too. */
export async function listRequestTypes(ctx: Context): Promise<RequestType[]> {
  requireAdministrator(ctx)
  return allRequestTypes(ctx.db)
}

export async function getRequestType(ctx: Context, id: string): Promise<RequestType> {
  const found = (await listRequestTypes(ctx)).find((type) => type.id === id)
  if (!found) throw notFound('request-type')
  return found
}

/** A new type, or what an old one is called and belongs to; saving an archived one brings it back. */
export async function saveRequestType(ctx: Context, input: unknown, isNew: boolean): Promise<void> {
  requireAdministrator(ctx)
  const { id, pt, en, products, position } = parse(requestTypeSchema, input)
  const known = await allProducts(ctx.db)
  if (products.some((product) => !known.some((each) => each.id === product)))
    throw invalid([{ field: 'products', code: 'unknown' }])
  await ctx.write(async (tx) => {
    const all = await allRequestTypes(tx)
    const held = all.find((type) => type.id === id)
    if (isNew && held) throw conflict('request-type-exists')
    if (!isNew && !held) throw notFound('request-type')
    const room = (held || all.length < maxTypes) && (await countActiveTypes(tx)) < maxActiveTypes
    if ((!held || held.archivedAt !== null) && !room) throw conflict('too-many-request-types')
    const type = { id, names: { pt, en }, productIds: [...new Set(products)], position, archivedAt: null }
    await putRequestType(tx, type, ctx.now)
    await recordEvent(ctx, tx, {
      type: held ? 'request-type.changed' : 'request-type.created',
      subject: `request-type:${id}`,
      data: { ...type, before: held ?? null },
    })
  })
}

/** Offered no more; tickets that are of it stay so. */
export async function archiveRequestType(ctx: Context, input: unknown): Promise<void> {
  requireAdministrator(ctx)
  const { id } = parse(requestTypeSchema.pick({ id: true }), input)
  await ctx.write(async (tx) => {
    const held = (await allRequestTypes(tx)).find((type) => type.id === id)
    if (!held || held.archivedAt !== null) throw notFound('request-type')
    await putRequestType(tx, { ...held, archivedAt: ctx.now }, ctx.now)
    await recordEvent(ctx, tx, {
      type: 'request-type.archived',
      subject: `request-type:${id}`,
      data: { names: held.names },
    })
  })
}
