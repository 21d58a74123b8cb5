import {
  currentEdit,
  type Edit,
  findRevisionAt,
  getRevision,
  type Note,
  notesOf,
  openEdit,
  type Sides,
  saveEdit,
} from '#domain/editing/index.ts'
import { type Place, pathOf } from '#domain/knowledge/index.ts'
import { type FieldProblem, isDomainError, notFound } from '#domain/shared/index.ts'
import { type Form, readForm } from '../http/form.ts'
import { attempt } from '../http/message-form.ts'
import { keptForm } from '../http/parked-form.ts'
import type { CheckedText } from '../site/check-text.ts'
import { deeds, type Outcome } from './article-deeds.ts'
import { shownFields, type Values } from './article-fields.ts'
import { composed, placeAt, valuesOf } from './compose.ts'
import { type Desk, looked, type Request } from './desk.ts'
import { splitFile } from './front-matter.ts'
import { takeImages } from './images.ts'
import { mergedText } from './merge-form.ts'

export type ArticleForm = {
  place: Place
  /** What was done; the browser is sent on. */
  done: string | null
  /** HTTP status of a refusal; null: none. */
  status: number | null
  values: Values
  /** Revision that the form goes on from. */
  revision: number
  /** What was typed is kept, whatever became of the deed. */
  kept: boolean
  edit: Edit | null
  checked: CheckedText
  refused: { code: string; fields: readonly FieldProblem[] } | null
  deed: string
  /** Two texts of two people: to be made one before anything is kept. */
  conflict: Sides | null
  notes: Note[]
  returned: boolean
}

/** The editor's page in each of its states: opened, previewed, refused, in conflict, done. */
export async function articleForm(desk: Desk, astro: Request): Promise<ArticleForm> {
  const place = placeAt(astro.params.id, astro.url.searchParams.get('lang'), desk.lang)
  if (astro.request.method !== 'POST') return opened(desk, place, astro.url)
  const store = desk.runtime.files
  const form = await readForm(astro.request, { store, maxFiles: 5, maxFileSize: 25_000_000 })
  const begun = await textOf(desk, place, revisionIn(form))
  const images = await takeImages(desk, place, form)
  const values = published(form.get('deed'), withImages(valuesOf(form), images.markdown))
  const problems = [...images.problems]
  const deed = form.get('deed')
  const text =
    deed === 'merge' ? await mergedText(desk, place, form) : composed(begun, place.kind, values, desk.zone)
  const shown = {
    desk,
    place,
    form,
    text,
    values: deed === 'merge' ? filled(desk, place, text) : values,
    deed,
  }
  if (deed === 'preview' || problems.length > 0) {
    const refused = problems.length > 0 ? { code: 'invalid-input', fields: problems } : null
    return again(shown, { status: refused ? 422 : null, refused })
  }
  const write: Write = { form, text, deed, revision: revisionIn(form), kept: false }
  const result = await attempt([], () => run(desk, place, write))
  const { revision, kept } = write
  if ('refused' in result)
    return again(shown, { revision, kept, status: result.status, refused: result.refused })
  const { done } = result
  if ('conflict' in done) return again(shown, { status: 409, conflict: done.conflict })
  if ('faults' in done) {
    return again(shown, {
      revision,
      kept,
      status: 422,
      refused: { code: 'article-has-faults', fields: [] },
    })
  }
  return again(shown, { done: done.done })
}

type Write = { form: Form; text: string; deed: string; revision: number; kept: boolean }

function revisionIn(form: Form): number {
  return Number(form.get('revision')) || 0
}

/** Saves what was typed, then does the deed on exactly that. */
async function run(desk: Desk, place: Place, write: Write): Promise<Outcome> {
  const { form, text } = write
  const { ctx, folder } = desk
  const key = { articleId: place.id, lang: place.lang }
  const file = await folder.read(pathOf(place))
  const deed = deeds[write.deed]
  const about = { desk, place, key, file, form, text }
  if (deed?.before) return deed.before({ ...about, revision: write.revision })
  const input = { ...key, revision: write.revision, text, why: form.get('why') }
  const saved = await saveEdit(ctx, input, file, folder)
  if ('conflict' in saved) return saved
  write.revision = saved.saved.revision
  write.kept = true
  return deed?.after ? deed.after({ ...about, revision: write.revision }) : { done: 'saved' }
}

async function opened(desk: Desk, place: Place, url: URL): Promise<ArticleForm> {
  const key = { articleId: place.id, lang: place.lang }
  const found = await openEdit(desk.ctx, key, await desk.folder.read(pathOf(place)), desk.folder)
  if (!found) throw notFound('article')
  const kept = await keptForm(desk.runtime, url)
  const { text, revision } = found
  const values = kept ? (name: string) => kept[name] ?? '' : filled(desk, place, text)
  const checked = await looked(
    desk,
    pathOf(place),
    kept ? composed(text, place.kind, values, desk.zone) : text,
  )
  const said = { done: null, status: null, refused: null, deed: '', conflict: null, kept: false }
  const notes = await notesOf(desk.ctx, key)
  return { place, values, revision, edit: found.edit, checked, notes, returned: kept !== null, ...said }
}

type Shown = { desk: Desk; place: Place; form: Form; text: string; values: Values; deed: string }

async function again(
  { desk, place, form, text, values, deed }: Shown,
  more: Partial<ArticleForm>,
): Promise<ArticleForm> {
  const key = { articleId: place.id, lang: place.lang }
  const [edit, checked, notes] = await Promise.all([
    currentEdit(desk.ctx, key),
    looked(desk, pathOf(place), text),
    notesOf(desk.ctx, key),
  ])
  const none = { done: null, status: null, refused: null, conflict: null, kept: false }
  return {
    place,
    values,
    revision: revisionIn(form),
    edit,
    checked,
    notes,
    deed,
    returned: false,
    ...none,
    ...more,
  }
}

/** The text that the form was filled from, so that only what was typed in it changes. */
async function textOf(desk: Desk, place: Place, revision: number): Promise<string> {
  const key = { articleId: place.id, lang: place.lang }
  try {
    return (await getRevision(desk.ctx, { ...key, number: revision })).text
  } catch (error) {
    if (!isDomainError(error)) throw error
    return (await findRevisionAt(desk.ctx, key, desk.ctx.now))?.text ?? ''
  }
}

function filled(desk: Desk, place: Place, text: string): Values {
  const fields = shownFields(text, place.kind, desk.zone)
  return (name) => (name === 'body' ? splitFile(text).body : (fields[name] ?? ''))
}

/** Who publishes what the file calls a draft means it to be read. */
function published(deed: string, values: Values): Values {
  const out = ['publish', 'approve', 'schedule'].includes(deed) && values('status') === 'draft'
  return out ? (name) => (name === 'status' ? 'published' : values(name)) : values
}

function withImages(values: Values, markdown: string): Values {
  if (!markdown) return values
  return (name) => (name === 'body' ? `${values('body').trimEnd()}\n\n${markdown}\n` : values(name))
}
