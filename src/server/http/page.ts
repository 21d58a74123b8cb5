import type { AstroGlobal } from 'astro'
import type { Context, Person } from '#domain/shared/index.ts'
import { isLang, type Lang, texts } from '#i18n/index.ts'
import type { Runtime } from '../runtime.ts'
import { type Access, maySee } from './access.ts'
import { Answer, seeOther } from './answer.ts'
import { parkForm } from './parked-form.ts'

type Astro = Pick<AstroGlobal, 'locals' | 'request' | 'url' | 'params' | 'cookies' | 'response'>

export type Entered = {
  ctx: Context
  runtime: Runtime
  lang: Lang
  t: ReturnType<typeof texts>
  now: number
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
  astro.response.headers.set('Cache-Control', 'private, no-store')
  const viewer = actor.kind === 'person' ? actor : null
  return { ctx, runtime, lang, t: texts(lang), now: ctx.now, viewer }
}

/** Marks the page's answer as a refused form: 422, with everything typed shown again. */
export function refuse(astro: Astro, status = 422): void {
  astro.response.status = status
}
