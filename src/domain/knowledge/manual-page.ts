import type { Manual, ManualPageMatter } from './schemas.ts'

type Lang = 'pt' | 'en'

export type ManualPage = ManualPageMatter & {
  /** Path below the content folder without language and ending: the same for both languages. */
  id: string
  lang: Lang
  product: string
  version: string
  /** File name without language and ending; the English slug, and the Portuguese one unless it names another. */
  name: string
}

/** What the path of a manual page says, or null when it is no manual page. */
export function parseManualPath(
  path: string,
): Pick<ManualPage, 'id' | 'lang' | 'product' | 'version' | 'name'> | null {
  const match = /^(manuals\/([a-z0-9-]+)\/([0-9][0-9A-Za-z.-]*)\/([a-z0-9-]+))\.(pt|en)\.md$/.exec(path)
  if (!match) return null
  const [, id = '', product = '', version = '', name = '', lang] = match
  return { id, product, version, name, lang: lang as Lang }
}

export function manualPageUrl(
  page: Pick<ManualPage, 'lang' | 'product' | 'version' | 'slug' | 'name'>,
): string {
  return `/${page.lang}/manuals/${page.product}/${page.version}/${page.slug ?? page.name}/`
}

/** Pages of one manual, version and language in reading order: by section, then by place, then by name. */
export function inReadingOrder<P extends ManualPage>(
  pages: readonly P[],
  manual: Pick<Manual, 'sections'>,
): P[] {
  const place = new Map(manual.sections.map((section, index) => [section.id, index]))
  const rank = (page: P): number => place.get(page.section) ?? manual.sections.length
  return [...pages].sort((a, b) => rank(a) - rank(b) || a.order - b.order || a.name.localeCompare(b.name))
}

/** The version that `latest` stands for. */
export function latestVersion(manual: Pick<Manual, 'versions'>): string {
  const current = manual.versions.find((version) => version.status === 'current') ?? manual.versions[0]
  return current?.version ?? ''
}
