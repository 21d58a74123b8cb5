const every = 30_000

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
    const focused = part.contains(document.activeElement)
      ? document.activeElement?.getAttribute('href')
      : null
    part.replaceChildren(...next.childNodes)
    if (focused)
      part.querySelector<HTMLElement>(`[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true })
  }
  return true
}

if (document.querySelector('[data-refresh]')) {
  let last = Date.now()
  let going = true
  const turn = async (): Promise<void> => {
    if (!going || document.visibilityState !== 'visible' || Date.now() - last < every) return
    last = Date.now()
    going = await refresh()
  }
  setInterval(() => void turn(), 5_000)
  document.addEventListener('visibilitychange', () => void turn())
}

export {}
