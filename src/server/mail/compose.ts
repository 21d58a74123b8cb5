import type { Compose, LetterFacts, LetterKind } from '#domain/mail/index.ts'
import { texts } from '#i18n/index.ts'
import { escaped } from '../http/escaped.ts'

const deskRoles = ['agent', 'supervisor', 'administrator']

/** What the house says itself in the place of the portal's words; null: nothing. */
export type OwnWords = (
  kind: LetterKind,
  facts: LetterFacts,
) => { subject: string; text: string; html: string } | null

/**
 * Letters about tickets, in text and HTML; links lead to the public address.
 * @param own takes the place of greeting and opening; a message is acknowledged in no other words
 */
export function createCompose(publicUrl: URL, siteName: string, own: OwnWords = () => null): Compose {
  return (kind, facts) => {
    const { ticket, message, addressee } = facts
    const t = texts(addressee.lang).mail
    const desk = deskRoles.includes(addressee.role)
    const reference = `SUP-${ticket.id}`
    // What is internal never leaves for a customer, whatever the event said.
    const quoted =
      message &&
      (desk || message.audience === 'customer') &&
      kind !== 'ticket-received' &&
      kind !== 'follow-up'
        ? message
        : null
    const link = new URL(`/${addressee.lang}/${desk ? 'desk/' : ''}tickets/${reference}`, publicUrl).href
    const said = desk ? null : own(kind, facts)
    if (kind === 'follow-up' && !said) return null
    const opening = kind === 'follow-up' ? '' : t[kind](reference)
    const greeting = t.greeting(addressee.name.split(' ')[0] ?? addressee.name)
    const wrote = kind === 'reminder' ? t.reminded : quoted ? t.wrote(quoted.authorName ?? siteName) : ''
    const follows = addressee.id !== ticket.requesterId
    const reason = desk ? t.reasonDesk : follows ? t.reasonCopy : t.reasonCustomer
    const subject = `[${reference}] ${said?.subject ?? ticket.subject}`
    const text = [
      ...(said ? [said.text] : [greeting, opening]),
      ...(quoted ? [wrote, quoted.body] : []),
      `${t.open}: ${link}`,
      `-- \n${siteName}\n${reason}`,
    ].join('\n\n')
    const html = [
      `<!doctype html><html lang="${addressee.lang}"><body style="font:16px/1.5 system-ui,sans-serif;color:#1d2430;max-width:40em">`,
      said?.html ?? `<p>${escaped(greeting)}</p><p>${escaped(opening)}</p>`,
      quoted
        ? `<p>${escaped(wrote)}</p><div style="border-left:3px solid #9db4d8;padding:.1em 1em">${quoted.html}</div>`
        : '',
      `<p><a href="${escaped(link)}">${escaped(t.open)}</a></p>`,
      `<p style="color:#5b6472;font-size:14px">${escaped(siteName)} · ${escaped(reason)}</p></body></html>`,
    ].join('\n')
    return { subject, text, html }
  }
}
