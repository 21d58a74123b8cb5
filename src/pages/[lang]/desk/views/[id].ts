import type { APIRoute } from 'astro'
import { getView } from '#domain/views/index.ts'
import { addressOf } from '#server/desk/view-form.ts'
import { seeOther } from '#server/http/answer.ts'
import { enter } from '#server/http/page.ts'

export const prerender = false

/** A saved view's own address, as it is now. */
export const GET: APIRoute = async (astro) => {
  const { ctx, lang } = await enter(astro, 'desk')
  return seeOther(addressOf(lang, await getView(ctx, astro.params.id ?? '')))
}
