import type { ComposeMachineLetter } from '#domain/mail/index.ts'
import { formats, texts } from '#i18n/index.ts'

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const safe = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => entities[character] ?? character)

/** Letters about tokens that end and webhooks that were switched off, in text and HTML. */
export function createComposeMachineLetter(
  publicUrl: URL,
  siteName: string,
  zone: string,
): ComposeMachineLetter {
  return (kind, { data, at, subject }, { lang }) => {
    const m = texts(lang).machines
    const word = (value: unknown): string => String(value ?? '').slice(0, 200)
    const ending = kind === 'token.ending'
    const until = formats(lang, zone, at).day(Number(data.expiresAt ?? at))
    const title = ending ? m.letterToken(word(data.name)) : m.letterWebhook
    const body = ending ? m.letterTokenText(word(data.name), until) : m.letterWebhookText(word(data.url))
    const path = ending ? 'account' : `account/webhooks/${word(subject).replace('webhook:', '')}`
    const link = new URL(`/${lang}/${path}`, publicUrl).href
    const html = [
      `<!doctype html><html lang="${lang}"><body style="font:16px/1.5 system-ui,sans-serif;color:#1d2430;max-width:40em">`,
      `<p>${safe(body)}</p><p><a href="${safe(link)}">${safe(link)}</a></p>`,
      `<p style="color:#5b6472;font-size:14px">${safe(siteName)} · ${safe(m.letterReason)}</p></body></html>`,
    ].join('\n')
    return { subject: title, text: [body, link, `-- \n${siteName}\n${m.letterReason}`].join('\n\n'), html }
  }
}
