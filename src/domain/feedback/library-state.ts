import { type Article, type Library, otherLang, stateOf } from '../knowledge/index.ts'
import type { DueReview, MissingTranslation } from './types.ts'

const soon = 30 * 86_400_000

type Known = Pick<Library, 'articles' | 'find'>

function live({ articles }: Known, now: number): Article[] {
  // What stands in for a missing translation is no article of its own.
  return articles.filter(
    (article) => article.lang === article.original && stateOf(article, now) === 'published',
  )
}

/** Published articles that somebody should read again within 30 days; those past their date first. */
export function dueReviews(library: Known, now: number): DueReview[] {
  const today = new Date(now).toISOString().slice(0, 10)
  const end = new Date(now + soon).toISOString().slice(0, 10)
  return live(library, now)
    .flatMap(({ id, lang, title, url, reviewBy, owner }) =>
      reviewBy !== null && reviewBy <= end
        ? { id, lang, title, url, reviewBy, owner, overdue: reviewBy < today }
        : [],
    )
    .sort((a, b) => a.reviewBy.localeCompare(b.reviewBy) || keyOf(a).localeCompare(keyOf(b)))
}

/** Published articles without their other language: those for everybody first. */
export function missingTranslations(library: Known, now: number): MissingTranslation[] {
  const open = (one: MissingTranslation): number => (one.audience === 'public' ? 0 : 1)
  return live(library, now)
    .filter(({ lang, id }) => {
      const twin = library.find(otherLang(lang), id)
      return twin === null || twin.original === lang || stateOf(twin, now) !== 'published'
    })
    .map(({ id, lang, title, url, audience }) => ({
      id,
      lang,
      title,
      url,
      audience,
      missing: otherLang(lang),
    }))
    .sort((a, b) => open(a) - open(b) || keyOf(a).localeCompare(keyOf(b)))
}

export function keyOf({ lang, id }: Pick<Article, 'lang' | 'id'>): string {
  return `${lang}${id}`
}
