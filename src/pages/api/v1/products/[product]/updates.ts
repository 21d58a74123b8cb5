import { getUpgradePath } from '#domain/releases/index.ts'
import { updatesJson } from '#server/api/updates-json.ts'
import { api, json, otherMethods } from '#server/http/api.ts'

export const prerender = false

export const GET = api('updates:read', async ({ ctx, astro, runtime }) => {
  const query = Object.fromEntries(astro.url.searchParams)
  const path = await getUpgradePath(ctx, { ...query, product: astro.params.product })
  return json(updatesJson(path, runtime.config.publicUrl.origin))
})

export const ALL = otherMethods({ GET })
