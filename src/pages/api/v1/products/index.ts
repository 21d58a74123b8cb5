import { allProducts } from '#domain/accounts/index.ts'
import { api, json, otherMethods } from '#server/http/api.ts'

export const prerender = false

export const GET = api('public', async ({ ctx }) => {
  const products = await allProducts(ctx.db)
  return json({ items: products.map(({ id, name }) => ({ id, name })) })
})

export const ALL = otherMethods({ GET })
