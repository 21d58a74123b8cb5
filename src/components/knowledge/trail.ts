import type { ArticleView, Link } from '#domain/knowledge/index.ts'
import type { texts } from '#i18n/index.ts'

const shelves = { faq: 'faq', manual: 'manuals', release: 'releases' } as const

/** The pages above an article, from the outermost. */
export function trailOf(t: ReturnType<typeof texts>, { article, lang, trail }: ArticleView): Link[] {
  const shelf = shelves[article.kind]
  return [{ title: t.common[shelf], url: `/${lang}/${shelf}/` }, ...trail]
}
