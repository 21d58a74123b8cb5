import autocannon from 'autocannon'

export type Rate = { perSecond: number; p99: number; bytes: number }

/** Requests a second at some connections; fails when any answer is not 2xx. */
export async function rateOf(url: string, headers: Record<string, string>, connections = 8): Promise<Rate> {
  const once = await fetch(url, { headers })
  const bytes = (await once.arrayBuffer()).byteLength
  const result = await autocannon({ url, headers, connections, duration: 5 })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} errors`)
  return { perSecond: Math.round(result.requests.average), p99: result.latency.p99, bytes }
}
