import { readFile } from 'node:fs/promises'
import { addressOf, filesBelow } from './files.ts'

/** Pages that are made on demand; whether one of them exists is the journeys' business. */
const onDemand =
  /^\/(?:pt|en)\/(?:$|tickets|updates|login|logout|account|desk|admin|advisories|search|setup|password)|^\/(?:$|api|downloads|feeds|logout)|^\/(?:healthz|readyz)$/

const reference = /\s(?:href|src)="([^"]*)"/g
const anchor = /\sid="([^"]*)"/g

type Page = { ids: Set<string>; references: string[] }

function read(html: string): Page {
  return {
    ids: new Set([...html.matchAll(anchor)].map((match) => match[1] ?? '')),
    references: [...new Set([...html.matchAll(reference)].map((match) => match[1] ?? ''))],
  }
}

function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

/** Every internal link of the built pages leads to a file, a heading, a redirect or a page made on demand. @throws naming each that does not */
export async function checkLinks(
  folder: string,
  origin: string,
  redirects: Record<string, string>,
): Promise<void> {
  const files = await filesBelow(folder)
  const known = new Set(files.map((file) => addressOf(folder, file)))
  const pages = new Map<string, Page>()
  for (const file of files) {
    if (file.endsWith('.html')) pages.set(addressOf(folder, file), read(await readFile(file, 'utf8')))
  }
  const dead: string[] = []
  for (const [address, page] of pages) {
    for (const written of page.references) {
      const local = written.startsWith(`${origin}/`) ? written.slice(origin.length) : written
      if (!/^[/#]/.test(local) || local.startsWith('//')) continue
      const [target = '', hash] = decoded(local.replaceAll('&amp;', '&')).split('#')
      const path = target === '' ? address : (target.split('?')[0] ?? '')
      const there = known.has(path) || known.has(`${path}/`) || path in redirects || `${path}/` in redirects
      if (!there && !onDemand.test(path)) dead.push(`${address} links to ${written}`)
      else if (hash && pages.get(path) && !pages.get(path)?.ids.has(hash)) {
        dead.push(`${address} links to ${written}, which has no such heading`)
      }
    }
  }
  if (dead.length > 0) throw new Error(`Links lead nowhere:\n${dead.slice(0, 50).join('\n')}`)
}
