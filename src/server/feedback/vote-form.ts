import { commentOnVote, getOwnVote, voteOnArticle } from '#domain/feedback/index.ts'
import type { Article } from '#domain/knowledge/index.ts'
import { actorId, type Context, type FieldProblem, notFound } from '#domain/shared/index.ts'
import type { Lang } from '#i18n/index.ts'
import { type Form, readForm } from '../http/form.ts'
import { attempt } from '../http/message-form.ts'
import type { Runtime } from '../runtime.ts'
import { articleUrlOf } from './article-url.ts'
import { clientOf } from './client-of.ts'
import { voterOf } from './voters.ts'

export type VotePage = {
  article: Article
  /** null: it was refused before there was one. */
  vote: { id: string; helpful: boolean } | null
  commented: boolean
  /** The comment as typed, where it was refused. */
  comment: string
  refused: { code: string; fields: readonly FieldProblem[] } | null
}

type Astro = { request: Request; url: URL; locals: { clientAddress?: string } }
type Answered = { goTo: string } | { page: VotePage; status: number | null }

/** The forms below an article: whether it helped, then why. */
export async function voteForm(runtime: Runtime, ctx: Context, astro: Astro, lang: Lang): Promise<Answered> {
  if (astro.request.method !== 'POST') {
    const id = astro.url.searchParams.get('vote') ?? ''
    return { page: await pageOf(runtime, ctx, id, astro.url.searchParams.has('commented')), status: null }
  }
  const form = await readForm(astro.request, {})
  return form.get('vote') ? comment(runtime, ctx, astro, form, lang) : vote(runtime, ctx, astro, form, lang)
}

async function pageOf(runtime: Runtime, ctx: Context, id: string, commented: boolean): Promise<VotePage> {
  const library = runtime.site.libraryFor(ctx.actor)
  const { articleId, lang, helpful } = await getOwnVote(ctx, library, id)
  const article = library.find(lang, articleId)
  if (!article) throw notFound('vote')
  return { article, vote: { id, helpful }, commented, comment: '', refused: null }
}

async function isLimited(
  runtime: Runtime,
  ctx: Context,
  astro: Astro,
  { lang, id }: Article,
): Promise<boolean> {
  const alias = runtime.voters.alias(clientOf(astro).address, ctx.now)
  return (await runtime.limits.votes.take(`${alias} ${lang} ${id}`)) > 0
}

const tooMany = { code: 'too-many-votes', fields: [] }

async function vote(runtime: Runtime, ctx: Context, astro: Astro, form: Form, lang: Lang): Promise<Answered> {
  const library = runtime.site.libraryFor(ctx.actor)
  const url = articleUrlOf(runtime.site, form.get('article'))
  const article = library.atUrl(url)
  if (!article) throw notFound('article')
  const refused = (why: VotePage['refused'], status: number): Answered => ({
    page: { article, vote: null, commented: false, comment: '', refused: why },
    status,
  })
  if (await isLimited(runtime, ctx, astro, article)) return refused(tooMany, 429)
  const voter = voterOf(actorId(ctx.actor), clientOf(astro))
  const input = { article: url, helpful: form.get('helpful') }
  const result = await attempt([], () =>
    voteOnArticle(ctx, library, input, (key) => runtime.voters.ids(voter, key, ctx.now)),
  )
  if ('refused' in result) return refused(result.refused, result.status)
  return { goTo: `/${lang}/feedback?vote=${result.done.id}` }
}

async function comment(
  runtime: Runtime,
  ctx: Context,
  astro: Astro,
  form: Form,
  lang: Lang,
): Promise<Answered> {
  const page = await pageOf(runtime, ctx, form.get('vote'), false)
  const typed = form.get('comment')
  const limited = await isLimited(runtime, ctx, astro, page.article)
  if (limited) return { page: { ...page, comment: typed, refused: tooMany }, status: 429 }
  const library = runtime.site.libraryFor(ctx.actor)
  const input = { vote: form.get('vote'), comment: typed }
  const result = await attempt([], () => commentOnVote(ctx, library, input))
  if ('done' in result) return { goTo: `/${lang}/feedback?vote=${input.vote}&commented` }
  return { page: { ...page, comment: typed, refused: result.refused }, status: result.status }
}
