const place = /^\/(?:pt|en)\/(?:faq|manuals|releases)\/.+/

/**
 * Addresses of ours, from the root and with a slash at the end, that a rendered message links to: each once.
 * @param origin of the portal, such as `https://portal.example`
 */
export function linkedAddresses(html: string, origin: string): string[] {
  const found = new Set<string>()
  for (const [, href = ''] of html.matchAll(/<a\b[^>]*?\bhref="([^"]*)"/g)) {
    if (!href.startsWith(`${origin}/`)) continue
    const path = href.slice(origin.length).replace(/(?:[?#]|&amp;|&#).*$/s, '')
    const address = path.endsWith('/') ? path : `${path}/`
    if (place.test(address)) found.add(address)
  }
  return [...found]
}
