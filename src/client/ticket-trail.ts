/** The queue that a ticket was opened from, so that its next ticket is one key away. */
const kept = 'queue-trail'
const rows = '.queue-form .work h2 a'

addEventListener('pagehide', () => {
  const trail = [...document.querySelectorAll<HTMLAnchorElement>(rows)].map(({ pathname }) => pathname)
  if (trail.length > 0) sessionStorage.setItem(kept, JSON.stringify(trail))
})

/** A link to the ticket that follows or comes before this one; null: there is none, or this is no ticket of a queue. */
export function alongQueue(by: 1 | -1): HTMLAnchorElement | null {
  const trail: string[] = JSON.parse(sessionStorage.getItem(kept) ?? '[]')
  const here = trail.indexOf(location.pathname)
  const path = here === -1 ? undefined : trail[here + by]
  return path === undefined ? null : Object.assign(document.createElement('a'), { href: path })
}
