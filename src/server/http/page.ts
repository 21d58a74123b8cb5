import type { AstroGlobal } from 'astro'
import type { Context, Person } from '#domain/shared/index.ts'
import { type Formats, formats, isLang, type Lang, texts } from '#i18n/index.ts'
import type { Runtime } from '../runtime.ts'
import { type Access, maySee } from './access.ts'
import { Answer, seeOther } from './answer.ts'
import { parkForm } from './parked-form.ts'

type Astro = Pick<AstroGlobal, 'locals' | 'request' | 'url' | 'params'> & {
  response?: AstroGlobal['response']
}

export type Entered = {
  ctx: Context
  runtime: Runtime
  lang: Lang
  t: ReturnType<typeof texts>
  now: number
  /** Dates, numbers and sizes in the reader's language, times in the house's zone. */
  f: Formats
  /** null for a visitor */
  viewer: Person | null
}

/** A page entered by somebody who is surely signed in. */
export type EnteredBy = Entered & { viewer: Person }

/**
 * Every on-demand page begins with this: it names who may open it. A visitor is sent to sign in (what they
 * posted is kept), anybody else the page is not for gets 404.
 */
export async function enter(astro: Astro, access: 'anyone'): Promise<Entered>
export async function enter(astro: Astro, access: Exclude<Access, 'anyone'>): Promise<EnteredBy>
export async function enter(astro: Astro, access: Access): Promise<Entered> {
  const { runtime, ctx } = astro.locals
  astro.locals.accessNamed = true
  const lang = isLang(astro.params.lang) ? astro.params.lang : null
  if (!lang) throw new Answer(new Response(null, { status: 404 }))
  const { actor } = ctx
  if (access !== 'anyone' && actor.kind !== 'person') {
    const next = await parkForm(runtime, astro.request, astro.url)
    throw new Answer(seeOther(`/${lang}/login?next=${encodeURIComponent(next)}`))
  }
  if (!maySee(actor, access)) throw new Answer(new Response(null, { status: 404 }))
  astro.response?.headers.set('Cache-Control', 'private, no-store')
  const viewer = actor.kind === 'person' ? actor : null
  const f = formats(lang, runtime.site.catalogue.settings.site.zone, ctx.now)
  return { ctx, runtime, lang, t: texts(lang), now: ctx.now, f, viewer }
}

/** Marks the page's answer as a refused form: 422, with everything typed shown again. */
export function refuse(astro: Pick<AstroGlobal, 'response'>, status = 422): void {
  astro.response.status = status
}
