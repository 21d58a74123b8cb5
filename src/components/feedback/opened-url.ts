import type { Lang } from '#i18n/index.ts'

/** A suggested article's address, by way of where its opening is counted. */
export function openedUrl(lang: Lang, visit: string | null, url: string): string {
  return visit === null ? url : `/${lang}/feedback/opened?${new URLSearchParams({ visit, to: url })}`
}
