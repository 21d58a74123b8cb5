import * as collections from 'astro:content'
import { type Article, createLibrary, type Library, type Settings } from '#domain/knowledge/index.ts'
import type { ArticleText } from './source.ts'

const collectionOf = { faq: 'faq', manual: 'manuals', release: 'releases' } as const
/** Typed here: what Astro generates is not there before its first build. */
const { getCollection, getEntry } = collections as unknown as {
  getCollection(name: string): Promise<Entry[]>
  getEntry(name: string, id: string): Promise<unknown>
}
type Entry = { data: Article; rendered?: { html: string; metadata?: { headings?: ArticleText['headings'] } } }

let held: Promise<Library> | null = null

async function load(): Promise<Library> {
  const names = Object.values(collectionOf)
  const entries = await Promise.all(names.map(getCollection))
  const settings = (await getEntry('settings', 'all')) as { data: Settings } | undefined
  if (!settings) throw new Error('The content could not be read: see the faults above.')
  return createLibrary(
    entries.flat().map(({ data }) => data),
    settings.data,
  )
}

/** The public articles: what static pages are made of. For prerendered pages only: it keeps every text in memory. */
export function published(): Promise<Library> {
  if (import.meta.env.DEV) return load()
  held ??= load()
  return held
}

export async function publishedText(article: Article): Promise<ArticleText> {
  const id = `${article.lang}/${article.id}`
  const entry = (await getEntry(collectionOf[article.kind], id)) as Entry | undefined
  return { html: entry?.rendered?.html ?? '', headings: entry?.rendered?.metadata?.headings ?? [] }
}
