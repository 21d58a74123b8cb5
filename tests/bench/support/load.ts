import autocannon from 'autocannon'

export type Rate = { perSecond: number; p99: number; bytes: number }

/**
 * Requests a second at some connections; fails when any answer is not 2xx.
 * @param paths asked for in turn; without them, the address itself
 */
export async function rateOf(
  url: string,
  headers: Record<string, string>,
  connections = 8,
  paths: readonly string[] = [],
): Promise<Rate> {
  const once = await fetch(url, { headers })
  const bytes = (await once.arrayBuffer()).byteLength
  const requests = paths.map((path) => ({ path }))
  const result = await autocannon({
    url,
    headers,
    connections,
    duration: 5,
    ...(requests.length > 0 ? { requests } : {}),
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} errors`)
  return { perSecond: Math.round(result.requests.average), p99: result.latency.p99, bytes }
}
