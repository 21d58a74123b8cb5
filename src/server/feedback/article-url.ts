import type { Site } from '../site/site.ts'

/** The address that an article has now, from one that a page gave: without a slash at the end, or an old one. */
export function articleUrlOf(site: Pick<Site, 'redirect'>, given: string): string {
  const [path = ''] = given.slice(0, 500).split(/[?#]/)
  const address = path.endsWith('/') ? path : `${path}/`
  return site.redirect(address) ?? address
}
