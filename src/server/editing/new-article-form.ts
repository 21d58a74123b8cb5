import { draftFromTicket, type Removed, startEdit } from '#domain/editing/index.ts'
import { otherLang, type Place, parsePath, pathOf, type Settings } from '#domain/knowledge/index.ts'
import { type FieldProblem, invalid } from '#domain/shared/index.ts'
import { isLang, texts } from '#i18n/index.ts'
import { readForm } from '../http/form.ts'
import { attempt } from '../http/message-form.ts'
import { type Values, writeFields } from './article-fields.ts'
import type { Desk, Request } from './desk.ts'
import { joinFile, readFields, setBody, setFields } from './front-matter.ts'
import { slugOf } from './images.ts'
import { readShelf } from './shelf.ts'

export type NewArticleForm = {
  /** The draft that was begun; the browser is sent to it. */
  begun: Pick<Place, 'id' | 'lang'> | null
  status: number | null
  values: Values
  refused: { code: string; fields: readonly FieldProblem[] } | null
  /** Of a ticket: what was taken out of its words. */
  removed: Removed[]
  settings: Settings
}

/** A new article: where it stands and what it is called; or one from a ticket, or in the other language. */
export async function newArticleForm(desk: Desk, { request, url }: Request): Promise<NewArticleForm> {
  const settings = (await readShelf(desk.runtime.config.contentDir, false)).library
  const none = { begun: null, status: null, refused: null, removed: [], settings }
  if (request.method !== 'POST') return { ...none, ...(await given(desk, url)) }
  const form = await readForm(request, {})
  const values = (name: string): string => form.get(name)
  const result = await attempt([], () => begin(desk, values))
  if ('done' in result) return { ...none, values, begun: result.done }
  const removed = readRemoved(values('removed'))
  return { ...none, values, removed, refused: result.refused, status: result.status }
}

async function given(desk: Desk, url: URL): Promise<{ values: Values; removed: Removed[] }> {
  const reference = url.searchParams.get('ticket')
  const asked: Values = (name) => url.searchParams.get(name)?.slice(0, 200) ?? ''
  if (!reference) return { values: asked, removed: [] }
  const draft = await draftFromTicket(desk.ctx, reference, (lang) => texts(lang).drafting.fromTicket)
  const { lang, title, body, product, ticketId } = draft
  const values: Record<string, string> = {
    ...{ kind: 'faq', of: lang, title, body, product: product ?? '' },
    ...{ ticket: String(ticketId), reference: draft.reference, removed: JSON.stringify(draft.removed) },
  }
  return { values: (name) => values[name] ?? '', removed: draft.removed }
}

async function begin(desk: Desk, values: Values): Promise<Pick<Place, 'id' | 'lang'>> {
  const place = placeOf(values, desk.lang)
  const text = await firstText(desk, place, values)
  const ticketId = Number(values('ticket')) || null
  const key = { articleId: place.id, lang: place.lang }
  await startEdit(desk.ctx, { ...key, text, ticketId }, await desk.folder.read(pathOf(place)), desk.folder)
  return place
}

/** The path that the form's answers come to. @throws DomainError naming the field that is wrong */
function placeOf(values: Values, fallback: 'pt' | 'en'): Place {
  const lang = isLang(values('of')) ? (values('of') as 'pt' | 'en') : fallback
  const translated = values('translates')
  const name = slugOf(values('name') || values('title')).slice(0, 80)
  const missing = [
    ...(values('title').trim() || translated ? [] : ['title']),
    ...(values('kind') === 'faq' && !values('category') && !translated ? ['category'] : []),
    ...(values('kind') !== 'faq' && !values('product') && !translated ? ['product'] : []),
    ...(values('kind') !== 'faq' && !values('version').trim() && !translated ? ['version'] : []),
  ]
  if (missing.length > 0) throw invalid(missing.map((field) => ({ field, code: 'required' })))
  const id = translated || idOf(values, name)
  const place = parsePath(pathOf({ id, lang }))
  if (!place) throw invalid([{ field: values('kind') === 'faq' ? 'name' : 'version', code: 'invalid' }])
  return place
}

function idOf(values: Values, name: string): string {
  const [product, version] = [values('product'), values('version').trim()]
  if (values('kind') === 'manual') return `manuals/${product}/${version}/${name}`
  return values('kind') === 'release' ? `releases/${product}/${version}` : `faq/${values('category')}/${name}`
}

async function firstText(desk: Desk, place: Place, values: Values): Promise<string> {
  const updated = new Date(desk.ctx.now).toISOString().slice(0, 10)
  const other = await desk.folder.read(pathOf({ ...place, lang: otherLang(place.lang) }))
  if (values('translates') && other !== null) return setFields(other, { slug: undefined, updated })
  const empty = joinFile({ before: '---\n', matter: '', after: '---\n', body: '' })
  const first: Record<string, string> = {
    title: values('title'),
    description: values('description'),
    audience: values('audience') || 'public',
    products: place.kind === 'faq' ? values('product') : '',
    section: values('section'),
    updated,
    ...(place.kind === 'release' ? { date: updated, kind: values('releaseKind') || 'full' } : {}),
  }
  const text = writeFields(empty, place.kind, (name) => first[name] ?? '', desk.zone)
  const known = Object.keys(readFields(text)).length > 0 ? text : setFields(text, { title: values('title') })
  return setBody(known, values('body') || '\n')
}

function readRemoved(json: string): Removed[] {
  try {
    const list: unknown = JSON.parse(json || '[]')
    return Array.isArray(list) ? (list as Removed[]) : []
  } catch {
    return []
  }
}
