import type { Answer, Found } from './find.ts'

type Item = {
  url: string
  kind: string
  title: string
  version: string | null
  audience: string
  productNames: string[]
  snippet: string
  highlights: [number, number][]
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;' }
const escaped = (text: string): string => text.replace(/[&<]/g, (sign) => escapes[sign] ?? sign)

function excerptOf({ snippet, highlights }: Item): string {
  let done = 0
  const parts = highlights.map(([from, to]) => {
    const part = `${escaped(snippet.slice(done, from))}<mark>${escaped(snippet.slice(from, to))}</mark>`
    done = to
    return part
  })
  return parts.join('') + escaped(snippet.slice(done))
}

function foundOf(item: Item): Found {
  const { url, title, kind, version, audience, productNames } = item
  const meta = { kind, audience, products: productNames.join(', '), ...(version ? { version } : {}) }
  return { url: new URL(url).pathname, title, excerpt: excerptOf(item), meta, section: null }
}

export type OwnFound = { url: string; title: string; where: string }

/** Places, tickets and organisations of whoever is signed in; none where the server gives no answer. */
export async function askOwn(q: string, lang: string): Promise<OwnFound[]> {
  // The cookie is no credential: it says that asking is worth a request.
  if (!/(?:^|; )balcao-viewer=./.test(document.cookie)) return []
  const query = new URLSearchParams({ q })
  const answer = await fetch(`/${lang}/found?${query}`, { signal: AbortSignal.timeout(20_000) }).catch(
    () => null,
  )
  if (!answer?.ok) return []
  return ((await answer.json()) as { items: OwnFound[] }).items
}

/** The server's answer: one small request, where the index would still have to fetch its parts. @throws where it gives none */
export async function askServer(q: string, lang: string, limit: number): Promise<Answer> {
  const query = new URLSearchParams({ q, lang, limit: String(limit) })
  const answer = await fetch(`/api/v1/search?${query}`, { headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error(`the search answered ${answer.status}`)
  const { items, meant } = (await answer.json()) as { items: Item[]; meant: string | null }
  return { items: items.map(foundOf), meant }
}
