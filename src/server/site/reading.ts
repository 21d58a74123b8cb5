import type { APIContext, AstroGlobal } from 'astro'
import {
  type Article,
  type ChangesView,
  changesAt,
  openArticle,
  type PageView,
} from '#domain/knowledge/index.ts'
import { notFound, type Person } from '#domain/shared/index.ts'
import { Answer } from '../http/answer.ts'
import { enter } from '../http/page.ts'
import type { Runtime } from '../runtime.ts'
import { textsOf } from './publish/making.ts'
import { markdownOf } from './publish/markdown-page.ts'
import type { Text } from './render-content.ts'

export type Reading = {
  view: PageView | ChangesView
  /** Texts of the articles that the page shows, by their addresses. */
  texts: Readonly<Record<string, Text>>
  /** undefined: the page is the same for everybody, so that nobody is known. */
  viewer: Person | null | undefined
}

/** What a page of the knowledge base shows: as a publish asks for it, or as its reader may see it. */
export async function readingOf(astro: AstroGlobal): Promise<Reading> {
  const { press } = astro.locals
  if (press?.view) return { view: press.view, texts: press.texts, viewer: undefined }
  const { ctx, runtime, viewer } = await enter(astro, 'anyone')
  const { site } = runtime
  const path = `${astro.url.pathname.replace(/\/$/, '')}/`
  const view = site.pagesFor(ctx.actor).get(path)?.() ?? changesAt(site.libraryFor(ctx.actor), path)
  if (view) return { view, texts: await textsFor(runtime, articlesOf(view)), viewer }
  const moved = site.catalogue.moved[path]
  const article = openArticle(ctx, moved ? site.libraryFor(ctx.actor).atUrl(moved) : null)
  throw new Answer(new Response(null, { status: 301, headers: { Location: article.url } }))
}

function articlesOf(view: PageView | ChangesView): Article[] {
  return view.kind === 'changes' ? [view.older, view.newer] : textsOf(view)
}

async function textsFor({ site }: Runtime, articles: readonly Article[]): Promise<Record<string, Text>> {
  const texts: Record<string, Text> = {}
  for (const article of articles) {
    const text = await site.text(article)
    if (!text) throw notFound('article')
    texts[article.url] = text
  }
  return texts
}

/** An article as Markdown. */
export async function markdownFor(astro: APIContext): Promise<Response> {
  const { ctx, runtime } = await enter(astro, 'anyone')
  const view = runtime.site.pagesFor(ctx.actor).get(astro.url.pathname.replace(/\.md$/, '/'))?.()
  if (view?.kind !== 'article') throw notFound('article')
  const text = (await textsFor(runtime, [view.article]))[view.article.url]
  if (!text) throw notFound('article')
  const open = view.article.audience === 'public'
  const headers = {
    'Content-Type': 'text/markdown; charset=utf-8',
    'Cache-Control': open ? 'no-cache' : 'private, no-store',
  }
  return new Response(markdownOf(view, text, runtime.config.publicUrl.origin), { headers })
}
