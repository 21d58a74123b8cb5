import type { ComposeInvitation } from '#domain/mail/index.ts'
import { formats, texts } from '#i18n/index.ts'
import { escaped } from '../http/escaped.ts'
import type { Runtime } from '../runtime.ts'

type Means = {
  publicUrl: URL
  siteName: string
  /** By which days are told. */
  zone: string
  now: number
}

/** The letter that brings the link with this secret, in text and HTML. */
export function createComposeInvitation(secret: string, means: Means): ComposeInvitation {
  const { publicUrl, siteName, zone, now } = means
  return ({ name, lang }, until) => {
    const t = texts(lang).invitations
    const link = new URL(`/${lang}/welcome/${secret}`, publicUrl).href
    const greeting = t.greeting(name.split(' ')[0] ?? name)
    const opening = t.opening(siteName)
    const limit = t.until(formats(lang, zone, now).day(until))
    const text = [greeting, opening, `${t.button}: ${link}`, limit, `-- \n${siteName}\n${t.reason}`]
    const html = [
      `<!doctype html><html lang="${lang}"><body style="font:16px/1.5 system-ui,sans-serif;color:#1d2430;max-width:40em">`,
      `<p>${escaped(greeting)}</p><p>${escaped(opening)}</p>`,
      `<p><a href="${escaped(link)}">${escaped(t.button)}</a></p><p>${escaped(limit)}</p>`,
      `<p style="color:#5b6472;font-size:14px">${escaped(siteName)} · ${escaped(t.reason)}</p></body></html>`,
    ].join('\n')
    return { subject: t.subject(siteName), text: text.join('\n\n'), html }
  }
}

/** What a form needs that invites people. */
export function mailingOf(
  { config, site }: Pick<Runtime, 'config' | 'site'>,
  now: number,
): {
  publicUrl: URL
  invitation: (secret: string) => ComposeInvitation
} {
  const { publicUrl } = config
  const { zone } = site.catalogue.settings.site
  const means = { publicUrl, siteName: 'Balcão', zone, now }
  return { publicUrl, invitation: (secret) => createComposeInvitation(secret, means) }
}
