import { getRevision, type Revision, restoreRevision, revisionsOf } from '#domain/editing/index.ts'
import { type Place, pathOf } from '#domain/knowledge/index.ts'
import { notFound } from '#domain/shared/index.ts'
import { readForm } from '../http/form.ts'
import { attempt } from '../http/message-form.ts'
import { placeAt } from './compose.ts'
import type { Desk, Request } from './desk.ts'
import { differences, type Part } from './differences.ts'

export type History = {
  place: Place
  /** A revision was brought back; the browser is sent to the editor. */
  restored: boolean
  refused: string | null
  revisions: Revision[]
  next: number | null
  /** Which revision is shown, and what is different from the one compared with. */
  shown: { number: number; against: number | null; parts: Part[] } | null
  /** Revision of what is there now. */
  newest: number
}

/** An article's revisions, and what one of them changed. */
export async function history(desk: Desk, { request, url, params }: Request): Promise<History> {
  const place = placeAt(params.id, url.searchParams.get('lang'), desk.lang)
  const key = { articleId: place.id, lang: place.lang }
  let refused: string | null = null
  if (request.method === 'POST') {
    const form = await readForm(request, {})
    const input = { ...key, number: form.get('number'), revision: form.get('revision') }
    const file = await desk.folder.read(pathOf(place))
    const result = await attempt([], () => restoreRevision(desk.ctx, input, file, desk.folder))
    if ('done' in result && 'saved' in result.done) return { ...empty, place, restored: true }
    refused = 'refused' in result ? result.refused.code : 'edit-changed'
  }
  const before = url.searchParams.get('before') ?? undefined
  const { items, next } = await revisionsOf(desk.ctx, { ...key, before })
  if (items.length === 0) throw notFound('article')
  const newest = before ? (await revisionsOf(desk.ctx, key)).items[0] : items[0]
  const number = Number(url.searchParams.get('show')) || items[0]?.number || 1
  const against = Number(url.searchParams.get('against')) || number - 1
  const text = (await getRevision(desk.ctx, { ...key, number })).text
  const other = against > 0 ? (await getRevision(desk.ctx, { ...key, number: against })).text : ''
  const shown = { number, against: against > 0 ? against : null, parts: differences(other, text) }
  return { place, restored: false, refused, revisions: items, next, shown, newest: newest?.number ?? 0 }
}

const empty = { refused: null, revisions: [], next: null, shown: null, newest: 0 }
