import type { APIRoute } from 'astro'
import { latestPublishes } from '#domain/editing/index.ts'
import { json } from '#server/http/api.ts'
import { enter } from '#server/http/page.ts'

export const prerender = false

/** How far the newest publishes have come, for the pages that follow them. */
export const GET: APIRoute = async (astro) => {
  const { ctx } = await enter(astro, 'staff')
  const runs = await latestPublishes(ctx, 10)
  return json(runs.map(({ id, state, stage, done, total }) => ({ id, state, stage, done, total })))
}
