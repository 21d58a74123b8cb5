import { type Lang, texts } from '#i18n/index.ts'

type Place = { path: string; title: string }

/** Where the house works, in the order of its menu, as far as the role may enter. */
export function deskPlaces(lang: Lang, role: string): readonly Place[] {
  const t = texts(lang).places
  const desk = ['agent', 'supervisor', 'administrator'].includes(role)
  const staff = desk || role === 'editor'
  const places = [
    { path: 'desk', title: t.tickets, show: desk },
    { path: 'desk/organisations', title: t.customers, show: desk },
    { path: 'desk/templates', title: t.templates, show: desk },
    { path: 'desk/absences', title: t.absences, show: desk },
    { path: 'desk/rules', title: t.rules, show: role === 'supervisor' || role === 'administrator' },
    { path: 'desk/processes', title: t.processes, show: role === 'supervisor' || role === 'administrator' },
    { path: 'desk/articles', title: t.articles, show: staff },
    { path: 'desk/reports', title: t.reports, show: desk },
    { path: 'admin', title: t.admin, show: ['supervisor', 'administrator'].includes(role) },
  ]
  return places.filter(({ show }) => show)
}

/** The one of them that a page is part of: the longest of which its address is a part. */
export function placeOf(places: readonly Place[], path: string): string | null {
  const [asked = ''] = path.split('?')
  // Written by the desk, a new ticket is of its work.
  const bare = asked === 'tickets/new' ? 'desk' : asked
  const within = places.filter((place) => bare === place.path || bare.startsWith(`${place.path}/`))
  return within.sort((one, other) => other.path.length - one.path.length)[0]?.path ?? null
}
