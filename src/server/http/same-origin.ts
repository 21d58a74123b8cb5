const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether an unsafe request comes from our own pages: `Sec-Fetch-Site`, else `Origin` against the public address.
 * A request with neither header comes from no browser (as Go's http.CrossOriginProtection reasons), so it carries
 * no cookie that somebody else's page could ride on.
 */
export function isSameOrigin(request: Pick<Request, 'method' | 'headers'>, publicUrl: URL): boolean {
  if (safe.has(request.method)) return true
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin' || site === 'none'
  const origin = request.headers.get('origin')
  return origin === null || origin === publicUrl.origin
}
