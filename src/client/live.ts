type Hints = {
  /** @param tickets null: too many to name */
  changed(tickets: readonly number[] | null): void
  presence?(): void
}

/**
 * Follows the server's hints while the page can be seen: a browser has few connections to one server, and a hidden tab
 * needs none. Without them pages refresh themselves by the clock.
 * @returns whether the stream is open now
 */
export function follow(address: string, since: string, hints: Hints): () => boolean {
  let source: EventSource | null = null
  let last = since
  let refused = false

  function open(): void {
    if (source || refused || !('EventSource' in window)) return
    const url = new URL(address, location.href)
    url.searchParams.set('since', last)
    const stream = new EventSource(url)
    source = stream
    stream.addEventListener('changed', (event) => {
      last = event.lastEventId || last
      hints.changed((JSON.parse(event.data as string) as { tickets?: number[] }).tickets ?? null)
    })
    stream.addEventListener('presence', () => hints.presence?.())
    stream.addEventListener('error', () => {
      // The server has answered no: signed out, or too many pages.
      if (stream.readyState === EventSource.CLOSED) refused = true
    })
  }

  function close(): void {
    source?.close()
    source = null
  }

  document.addEventListener('visibilitychange', () =>
    document.visibilityState === 'visible' ? open() : close(),
  )
  // A page in the back-forward cache holds no connection.
  addEventListener('pagehide', close)
  addEventListener('pageshow', ({ persisted }) => persisted && open())
  if (document.visibilityState === 'visible') open()
  return () => source?.readyState === EventSource.OPEN
}
