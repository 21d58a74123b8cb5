import { openApiDocument } from '#server/api/openapi.ts'
import { api, json, otherMethods } from '#server/http/api.ts'

export const prerender = false

export const GET = api('public', async ({ runtime }) =>
  json(openApiDocument(runtime.config.publicUrl.origin), {
    headers: { 'Cache-Control': 'public, max-age=300' },
  }),
)

export const ALL = otherMethods({ GET })
