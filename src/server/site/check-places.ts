import type { Article, Library } from '#domain/knowledge/index.ts'
import type { Document } from './content.ts'
import type { Fault } from './faults.ts'

type Check = (article: Article, library: Library) => Pick<Fault, 'field' | 'expected' | 'dangling'> | null

const list = (ids: readonly string[]): string => `one of ${ids.join(', ')}`

const checks: readonly Check[] = [
  ({ kind, category }, { categories }) => {
    if (kind !== 'faq' || categories.length === 0 || categories.some(({ id }) => id === category)) return null
    return {
      field: 'category',
      expected: `a folder named in faq/categories.yaml (${list(categories.map((c) => c.id))})`,
    }
  },
  ({ kind, section, product }, { manuals }) => {
    const sections = manuals[product ?? '']?.sections.map(({ id }) => id)
    if (kind !== 'manual' || !sections || sections.includes(section ?? '')) return null
    return { field: 'section', expected: list(sections) }
  },
  ({ kind, version, product }, { manuals }) => {
    const versions = manuals[product ?? '']?.versions.map((each) => each.version)
    if (kind !== 'manual' || !versions || versions.includes(version ?? '')) return null
    return { field: 'version', expected: `a version named in manuals/${product}/manual.yaml` }
  },
  ({ products, product }, library) => {
    const known = library.products.map(({ id }) => id)
    const unknown = [...products, ...(product ? [product] : [])].some((id) => !known.includes(id))
    return unknown && known.length > 0 ? { field: 'products', expected: list(known) } : null
  },
  ({ kind, url }) => {
    const last = url.split('/').at(-2) ?? ''
    if (kind === 'release' || !/^(print|changes|page-\d+)$/.test(last)) return null
    return { field: 'slug', expected: 'another word: print, changes and page-N are addresses of the portal' }
  },
  ({ related, lang }, library) => {
    const missing = related.find((id) => !library.find(lang, id))
    if (!missing) return null
    return { field: 'related', expected: `articles that exist (${missing} does not)`, dangling: true }
  },
]

/** Whether each article stands where something leads to it, and has an address of its own. */
export function checkPlaces(library: Library, documents: readonly Document[]): Fault[] {
  const faults: Fault[] = []
  const claimed = new Map<string, string>()
  for (const { article, path: file, fieldLines } of documents) {
    const report = ({ field, ...rest }: Omit<Fault, 'file' | 'line'>): void => {
      faults.push({ file, line: fieldLines[field] ?? 1, field, ...rest })
    }
    for (const check of checks) {
      const found = check(article, library)
      if (found) report(found)
    }
    const other = claimed.get(article.url)
    const expected = `an address of its own (${other} has ${article.url} already)`
    if (other) report({ field: 'slug', expected })
    claimed.set(article.url, file)
  }
  for (const id of library.site.frequent) {
    if (library.find('pt', id) || library.find('en', id)) continue
    const expected = `articles that exist (${id} does not)`
    faults.push({ file: 'site.yaml', line: 1, field: 'frequent', expected, dangling: true })
  }
  return faults
}
