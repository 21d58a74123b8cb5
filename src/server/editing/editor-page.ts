import { latestPublishes, listReviewers, mayPublishArticles, type RunView } from '#domain/editing/index.ts'
import { type ArticleState, type Library, otherLang, pathOf, stateOf } from '#domain/knowledge/index.ts'
import { localMoment } from './article-fields.ts'
import type { ArticleForm } from './article-form.ts'
import type { Desk } from './desk.ts'
import { readShelf } from './shelf.ts'

export type Publisher = { id: string; name: string }

/** Everything the editor's page shows beside its form. */
export type EditorPage = {
  form: ArticleForm
  library: Library
  reviewers: Publisher[]
  mayPublish: boolean
  /** What is wrong is only that it refers to what is not there yet: that may be published all the same. */
  mayDangle: boolean
  fileState: ArticleState
  /** The file changed in the folder after the draft began. */
  fileChanged: boolean
  /** The article is there in the other language. */
  twin: boolean
  publishedUrl: string | null
  /** As its control shows it. */
  publishAt: string
  zone: string
}

export async function editorPage(desk: Desk, form: ArticleForm): Promise<EditorPage> {
  const { ctx, folder, runtime, zone } = desk
  const { place, edit, checked } = form
  const { library } = await readShelf(runtime.config.contentDir, false)
  const other = { ...place, lang: otherLang(place.lang) }
  const [file, twin, reviewers] = await Promise.all([
    edit ? folder.read(pathOf(place)) : null,
    folder.read(pathOf(other)),
    listReviewers(ctx),
  ])
  const onDisk = library.find(place.lang, place.id)
  const live = runtime.site.libraryFor(ctx.actor).find(place.lang, place.id)
  const fileHash = file === null ? null : folder.hash(file)
  const refused = form.refused?.code === 'article-has-faults'
  return {
    form,
    library,
    reviewers,
    mayPublish: mayPublishArticles(ctx.actor),
    mayDangle: refused && checked.faults.length > 0 && checked.faults.every(({ dangling }) => dangling),
    fileState: onDisk ? stateOf(onDisk, ctx.now) : 'draft',
    fileChanged: edit !== null && fileHash !== edit.baseHash && fileHash !== folder.hash(edit.text),
    twin: twin !== null,
    publishedUrl: live && stateOf(live, ctx.now) === 'published' ? live.url : null,
    publishAt: edit?.publishAt ? localMoment(new Date(edit.publishAt).toISOString(), zone) : '',
    zone,
  }
}

/** The run that a publish just asked for, to be followed. */
export async function newestRun({ ctx }: Desk, said: string | null): Promise<RunView | null> {
  if (said !== 'published' && said !== 'archived') return null
  return (await latestPublishes(ctx, 1))[0] ?? null
}
