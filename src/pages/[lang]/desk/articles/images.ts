import type { APIRoute } from 'astro'
import { placeAt } from '#server/editing/compose.ts'
import { deskOf } from '#server/editing/desk.ts'
import { takeImages } from '#server/editing/images.ts'
import { json } from '#server/http/api.ts'
import { readForm } from '#server/http/form.ts'
import { enter } from '#server/http/page.ts'

export const prerender = false

/** Takes one image of an article, for the editor's script. */
export const POST: APIRoute = async (astro) => {
  const { ctx, runtime, lang, t } = await enter(astro, 'staff')
  const form = await readForm(astro.request, { store: runtime.files, maxFiles: 1, maxFileSize: 25_000_000 })
  const place = placeAt(form.get('articleId'), form.get('of'), lang)
  const { markdown, problems } = await takeImages(deskOf(runtime, ctx, lang), place, form)
  const [problem] = problems
  if (problem) return json({ problem: t.errors.field(problem.code, problem.params ?? {}) }, { status: 422 })
  return json({ markdown }, { status: 201 })
}
