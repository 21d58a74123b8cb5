import type { Compose } from '#domain/mail/index.ts'
import { texts } from '#i18n/index.ts'

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function toHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character)
}

const deskRoles = ['agent', 'supervisor', 'administrator']

/** Letters about tickets, in text and HTML; links lead to the public address. */
export function createCompose(publicUrl: URL, siteName: string): Compose {
  return (kind, { ticket, message, addressee }) => {
    const t = texts(addressee.lang).mail
    const desk = deskRoles.includes(addressee.role)
    const reference = `SUP-${ticket.id}`
    // What is internal never leaves for a customer, whatever the event said.
    const quoted =
      message && (desk || message.audience === 'customer') && kind !== 'ticket-received' ? message : null
    const link = new URL(`/${addressee.lang}/${desk ? 'desk/' : ''}tickets/${reference}`, publicUrl).href
    const opening = t[kind](reference)
    const wrote = kind === 'reminder' ? t.reminded : quoted ? t.wrote(quoted.authorName ?? siteName) : ''
    const follows = addressee.id !== ticket.requesterId
    const reason = desk ? t.reasonDesk : follows ? t.reasonCopy : t.reasonCustomer
    const subject = `[${reference}] ${ticket.subject}`
    const text = [
      t.greeting(addressee.name.split(' ')[0] ?? addressee.name),
      opening,
      ...(quoted ? [wrote, quoted.body] : []),
      `${t.open}: ${link}`,
      `-- \n${siteName}\n${reason}`,
    ].join('\n\n')
    const html = [
      `<!doctype html><html lang="${addressee.lang}"><body style="font:16px/1.5 system-ui,sans-serif;color:#1d2430;max-width:40em">`,
      `<p>${toHtml(t.greeting(addressee.name.split(' ')[0] ?? addressee.name))}</p><p>${toHtml(opening)}</p>`,
      quoted
        ? `<p>${toHtml(wrote)}</p><div style="border-left:3px solid #9db4d8;padding:.1em 1em">${quoted.html}</div>`
        : '',
      `<p><a href="${toHtml(link)}">${toHtml(t.open)}</a></p>`,
      `<p style="color:#5b6472;font-size:14px">${toHtml(siteName)} · ${toHtml(reason)}</p></body></html>`,
    ].join('\n')
    return { subject, text, html }
  }
}
