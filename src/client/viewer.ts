// A static page is the same for everybody; the cookie, which is no credential, says whom to greet.
const [role, viewerName] = decodeURIComponent(
  /(?:^|; )balcao-viewer=([^;]*)/.exec(document.cookie)?.[1] ?? '',
).split(/:(.*)/s)

const link = document.querySelector<HTMLAnchorElement>('[data-viewer]')
if (link) {
  const label = link.querySelector('span')
  if (viewerName && label) label.textContent = viewerName
  else if (label) {
    label.textContent = link.dataset.signIn ?? ''
    link.href = link.href.replace(/\/account$/, '/login')
  }
  const desk = ['agent', 'supervisor', 'administrator'].includes(role ?? '')
  for (const place of document.querySelectorAll<HTMLElement>('.menu [data-for]')) {
    const mine = { desk, editor: role === 'editor', portal: !desk && role !== 'editor' }
    place.hidden = !mine[place.dataset.for as keyof typeof mine]
  }
}

export {}
