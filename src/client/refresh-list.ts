import { follow } from './live.ts'

const every = 30_000
/** Where the server says when something changed, the clock is for what time alone changes. */
const seldom = 120_000
/** Not more often than this, however much changes. */
const soonest = 2000

/** What a link or a box is found by after its list was made anew. */
function placeOf(element: Element | null): string | null {
  const href = element?.getAttribute('href')
  if (href) return `[href="${CSS.escape(href)}"]`
  return element instanceof HTMLInputElement
    ? `[name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]`
    : null
}

/** Keeps the marked parts of a list as they are on the server, without a reload, where they can be seen. */
async function refresh(): Promise<boolean> {
  const answer = await fetch(location.href).catch(() => null)
  // Signed out meanwhile, or the server is away: the page stays as it is.
  if (!answer?.ok) return true
  if (answer.redirected) return false
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const fresh = page.querySelectorAll('[data-refresh]')
  const held = document.querySelectorAll('[data-refresh]')
  for (const [at, part] of held.entries()) {
    const next = fresh[at]
    if (!next || next.innerHTML === part.innerHTML) continue
    const focused = part.contains(document.activeElement) ? placeOf(document.activeElement) : null
    const picked = [...part.querySelectorAll<HTMLInputElement>(':checked')].map(placeOf)
    const offered = [...part.querySelectorAll<HTMLInputElement>('[type=checkbox]')].map(placeOf)
    part.replaceChildren(...next.childNodes)
    for (const box of part.querySelectorAll<HTMLInputElement>('[type=checkbox]'))
      if (offered.includes(placeOf(box))) box.checked = picked.includes(placeOf(box))
    if (focused) part.querySelector<HTMLElement>(focused)?.focus({ preventScroll: true })
  }
  document.dispatchEvent(new Event('balcao:refreshed'))
  return true
}

const live = document.querySelector<HTMLElement>('[data-live]')

if (document.querySelector('[data-refresh]')) {
  let last = Date.now()
  let going = true
  let wanted: ReturnType<typeof setTimeout> | undefined
  let streams = (): boolean => false
  const now = async (): Promise<void> => {
    wanted = undefined
    last = Date.now()
    going = await refresh()
  }
  const turn = (): void => {
    const wait = streams() ? seldom : every
    if (going && document.visibilityState === 'visible' && Date.now() - last >= wait) void now()
  }
  setInterval(turn, 5_000)
  document.addEventListener('visibilitychange', turn)
  if (live)
    streams = follow(live.dataset.live ?? '', live.dataset.since ?? '', {
      changed: () => {
        if (wanted === undefined)
          wanted = setTimeout(() => void now(), Math.max(0, last + soonest - Date.now()))
      },
    })
}
