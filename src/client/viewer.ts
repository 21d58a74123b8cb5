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
    place.hidden = place.dataset.for === 'desk' ? !desk : desk || role === 'editor'
  }
}

export {}
