export type Search = {
  /** Given where the server has written the search down already. */
  id?: string | undefined
  q: string
  place: 'box' | 'page'
  /** How many results were shown. */
  found: number
  /** Address of the result that was opened. */
  opened?: string
  /** Went on to the ticket form. */
  asked?: boolean
}

/** Left without opening anything; until the page is left it may yet go on. */
let left: Search | null = null
/** Words whose end was told already. */
let told = ''

function send(search: Search): void {
  const lang = document.documentElement.lang.slice(0, 2)
  const type = 'application/json'
  navigator.sendBeacon(`/${lang}/feedback/searches`, new Blob([JSON.stringify(search)], { type }))
}

function flush(): void {
  if (left) send(left)
  left = null
}

/** Says how a search ended, for the report of those that found nothing: once, and nothing of who searched. */
export function ended(search: Search): void {
  const ends = search.opened || search.asked
  if (left && left.q !== search.q) flush()
  if (ends || search.q !== told) left = search
  if (!ends) return
  told = search.q
  flush()
}

/** The same search goes on, on another page. */
export function goesOn(): void {
  left = null
}

addEventListener('pagehide', flush)
