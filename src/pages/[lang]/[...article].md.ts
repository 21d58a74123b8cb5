import type { APIRoute } from 'astro'
import { markdownFor } from '#server/site/reading.ts'

export const prerender = false

/** A restricted article as Markdown, for its readers; those of public ones are static files. */
export const GET: APIRoute = (astro) => markdownFor(astro)
