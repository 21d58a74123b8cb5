import { isAdministrator, isStaff, isSupervisor, type Person, type Role } from '#domain/shared/index.ts'
import { type Lang, texts } from '#i18n/index.ts'
import { cardNames } from '#server/customers/admin-places.ts'
import { deskPlaces } from '#server/desk/desk-places.ts'
import { fold } from '#words/index.ts'

/** Of their organisation's machines. */
const managers: readonly Role[] = ['customer-manager', 'partner', 'administrator']

export type Place = { path: string; title: string }

/** Where the person may go, besides the menu that every page has. */
export function ownPlaces(lang: Lang, person: Person): Place[] {
  const { accounts, administration, machines, managing, notices, portal, tickets } = texts(lang)
  const house = [...deskPlaces(lang, person.role)]
  const admin = isSupervisor(person)
    ? cardNames(isAdministrator(person)).map((name) => ({
        path: `admin/${name}`,
        title: administration.cards[name],
      }))
    : []
  return [
    ...(person.role === 'editor' ? [] : [{ path: 'tickets/new', title: tickets.newTitle }]),
    ...house,
    ...(isSupervisor(person) ? [{ path: 'desk/organisations/new', title: managing.create }] : []),
    ...admin,
    { path: 'updates/history', title: portal.historyTitle },
    { path: 'account', title: accounts.accountTitle },
    { path: 'account/tokens', title: accounts.tokensTitle },
    ...(isStaff(person) ? [] : [{ path: 'account/notices', title: notices.title }]),
    ...(managers.includes(person.role) ? [{ path: 'account/webhooks', title: machines.webhooksTitle }] : []),
  ]
}

/** Those with, for each word of the query, a word that begins so. */
export function matching(places: readonly Place[], q: string): Place[] {
  const asked = fold(q).split(/\s+/).filter(Boolean)
  return places.filter(({ title }) => {
    const words = fold(title).split(/[\s,]+/)
    return asked.length > 0 && asked.every((one) => words.some((word) => word.startsWith(one)))
  })
}
