import { isOnDemand } from '../on-demand.ts'

/** What keeps a page from being published, in words. */
export type PageProblem = { kind: 'link' | 'secret'; words: string }

const reference = /\s(?:href|src)="([^"]*)"/g
const anchor = /\sid="([^"]*)"/g

/** Addresses that a link may lead to; a folder's end in a slash. */
export type Known = { has(address: string): boolean }

function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

type Reference = { path: string; hash: string; leads: boolean }

/** Names the links of a page that lead nowhere. */
export type LinkCheck = (address: string, html: string) => string[]

/**
 * Finds links to no file, redirect or page made on demand, or, within the page, to no heading. That other pages have the
 * headings that articles name is checked where the articles are read. The same links stand in a thousand pages: each is
 * looked up once.
 */
export function linkCheck(origin: string, known: Known): LinkCheck {
  const seen = new Map<string, Reference | null>()

  /** null: leads out of the portal */
  function read(written: string): Reference | null {
    const local = written.startsWith(`${origin}/`) ? written.slice(origin.length) : written
    if (!/^[/#]/.test(local) || local.startsWith('//')) return null
    const [target = '', hash = ''] = decoded(local.replaceAll('&amp;', '&')).split('#')
    const path = target.split('?')[0] ?? ''
    return { path, hash, leads: known.has(path) || known.has(`${path}/`) || isOnDemand(path) }
  }

  function lookUp(written: string): Reference | null {
    const held = seen.get(written)
    if (held !== undefined) return held
    const found = read(written)
    seen.set(written, found)
    return found
  }

  return (address, html) => {
    const references = new Set(Array.from(html.matchAll(reference), (match) => match[1] ?? ''))
    let ids: Set<string> | null = null
    return [...references].filter((written) => {
      const found = lookUp(written)
      if (!found) return false
      const { path, hash, leads } = found
      if (path !== '' && path !== address) return !leads
      if (hash === '') return false
      ids ??= new Set(Array.from(html.matchAll(anchor), (match) => match[1] ?? ''))
      return !ids.has(hash)
    })
  }
}

export function pageError(problems: readonly PageProblem[]): Error {
  const of = (kind: 'link' | 'secret'): string =>
    problems
      .filter((problem) => problem.kind === kind)
      .map(({ words }) => words)
      .sort()
      .slice(0, 50)
      .join('\n')
  const leaks = of('secret')
  return new Error(
    leaks ? `Restricted words would become public:\n${leaks}` : `Links lead nowhere:\n${of('link')}`,
  )
}
