import { isOnDemand } from '../on-demand.ts'

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

/**
 * Links of a page that lead nowhere: to no file, redirect or page made on demand, or, within the page, to no heading. That other pages
 * have the headings that articles name is checked where the articles are read.
 */
export function deadLinks(address: string, html: string, origin: string, known: Known): string[] {
  const ids = new Set([...html.matchAll(anchor)].map((match) => match[1] ?? ''))
  const references = new Set([...html.matchAll(reference)].map((match) => match[1] ?? ''))
  return [...references].filter((written) => {
    const local = written.startsWith(`${origin}/`) ? written.slice(origin.length) : written
    if (!/^[/#]/.test(local) || local.startsWith('//')) return false
    const [target = '', hash] = decoded(local.replaceAll('&amp;', '&')).split('#')
    const path = target === '' ? address : (target.split('?')[0] ?? '')
    if (path === address) return Boolean(hash) && !ids.has(hash ?? '')
    return !known.has(path) && !known.has(`${path}/`) && !isOnDemand(path)
  })
}
