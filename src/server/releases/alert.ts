import { alertAdministrators } from '#domain/mail/index.ts'
import type { Context, Transaction } from '#domain/shared/index.ts'
import { formats, texts } from '#i18n/index.ts'
import { escaped } from '../http/escaped.ts'
import type { Runtime } from '../runtime.ts'

type Told =
  | { kind: 'taken-offline' | 'restored'; product: string; version: string; name: string }
  | { kind: 'expiring'; productName: string; channel: string; expiresAt: number; zone: string }

/** Writes to the administrators what an event of the releases asks them to look after. */
export function alert(
  { config }: Pick<Runtime, 'config'>,
  ctx: Context,
  tx: Transaction,
  eventId: number,
  told: Told,
): Promise<number> {
  const { publicUrl } = config
  return alertAdministrators(
    ctx,
    tx,
    eventId,
    ({ name, lang }) => {
      const t = texts(lang).releaseAlerts
      const { subject, words } = wordsOf(told, lang, ctx.now)
      const greeting = t.greeting(name.split(' ')[0] ?? name)
      const path = told.kind === 'expiring' ? 'keys' : `${told.product}/${told.version}`
      const link = new URL(`/${lang}/admin/releases/${path}`, publicUrl).href
      const text = [greeting, words, `${t.open}: ${link}`, `-- \nBalcão\n${t.reason}`].join('\n\n')
      const html = [
        `<!doctype html><html lang="${lang}"><body style="font:16px/1.5 system-ui,sans-serif;color:#1d2430;max-width:40em">`,
        `<p>${escaped(greeting)}</p><p>${escaped(words)}</p><p><a href="${escaped(link)}">${escaped(t.open)}</a></p>`,
        `<p style="color:#5b6472;font-size:14px">Balcão · ${escaped(t.reason)}</p></body></html>`,
      ].join('\n')
      return { subject, text, html }
    },
    publicUrl.hostname,
  )
}

function wordsOf(told: Told, lang: 'pt' | 'en', now: number): { subject: string; words: string } {
  const t = texts(lang).releaseAlerts
  if (told.kind === 'expiring') {
    const channel = `${told.productName} ${told.channel}`
    const until = formats(lang, told.zone, now).day(told.expiresAt)
    return { subject: t.expiring.subject(channel), words: t.expiring.text(channel, until) }
  }
  const file = `${told.product} ${told.version}: ${told.name}`
  const which = told.kind === 'restored' ? t.restored : t.offline
  return { subject: which.subject(file), words: which.text(file) }
}
