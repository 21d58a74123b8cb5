import type { APIRoute } from 'astro'
import { markdownFor } from '#server/site/reading.ts'

export const prerender = false

/** An article as Markdown, for those who may read it. */
export const GET: APIRoute = (astro) => markdownFor(astro)
