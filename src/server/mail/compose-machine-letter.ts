import type { ComposeMachineLetter } from '#domain/mail/index.ts'
import { formats, texts } from '#i18n/index.ts'
import { escaped } from '../http/escaped.ts'

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
      `<p>${escaped(body)}</p><p><a href="${escaped(link)}">${escaped(link)}</a></p>`,
      `<p style="color:#5b6472;font-size:14px">${escaped(siteName)} · ${escaped(m.letterReason)}</p></body></html>`,
    ].join('\n')
    return { subject: title, text: [body, link, `-- \n${siteName}\n${m.letterReason}`].join('\n\n'), html }
  }
}
