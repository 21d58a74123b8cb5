import type { ComposeNotice } from '#domain/mail/index.ts'
import type { Tidings } from '#domain/notices/index.ts'
import { type Lang, locale, texts } from '#i18n/index.ts'
import { escaped } from '../http/escaped.ts'
import { type NoticeWords, noticeWords } from './notice-words.ts'
import type { Unsubscribes } from './unsubscribe-address.ts'

type Told = { tidings: Tidings; words: NoticeWords }

/** Letters about updates, in text and HTML: one thing at once, or all of a week by product. */
export function createComposeNotice(
  publicUrl: URL,
  siteName: string,
  unsubscribes: Unsubscribes,
): ComposeNotice {
  return (pace, { reader, tidings, more }) => {
    const { lang } = reader
    const t = texts(lang).noticeLetters
    const address = (path: string): string => new URL(`/${lang}${path}`, publicUrl).href
    const told = tidings.map((each): Told => ({ tidings: each, words: noticeWords(lang, each) }))
    const weekly = pace === 'weekly'
    const stopping = (of: { noticeId: number } | { productIds: null }): string =>
      address(`/notices/stop/${unsubscribes.sign({ personId: reader.id, ...of })}`)
    const all = stopping({ productIds: null })
    const [first] = tidings
    const noticeId = first?.eventIds[0]
    const these = weekly || noticeId === undefined ? null : stopping({ noticeId })
    const stops = [
      ...(these === null ? [] : [[t.stopThese(first?.products.length ?? 1), these] as const]),
      [t.stopAll, all] as const,
    ]
    const choices = address('/account/notices')
    const greeting = t.greeting(reader.name.split(' ')[0] ?? reader.name)
    const groups = byProduct(told)
    const text = [
      greeting,
      ...(weekly ? [t.weekOpening] : []),
      ...groups.flatMap(([name, items]) => [
        ...(weekly ? [`${name}\n${'='.repeat(name.length)}`] : []),
        ...items.map((item) => inText(lang, item, address)),
      ]),
      ...(more > 0 ? [`${t.more(more)} ${address('/updates')}`] : []),
      `-- \n${siteName}\n${t.footer}\n${[[t.choices, choices] as const, ...stops].map((each) => each.join(': ')).join('\n')}`,
    ].join('\n\n')
    const html = [
      `<!doctype html><html lang="${lang}"><body style="font:16px/1.5 system-ui,sans-serif;color:#1d2430;max-width:40em">`,
      `<p>${escaped(greeting)}</p>`,
      weekly ? `<p>${escaped(t.weekOpening)}</p>` : '',
      ...groups.flatMap(([name, items]) => [
        weekly ? `<h2 style="font-size:18px;margin:1.5em 0 .5em">${escaped(name)}</h2>` : '',
        ...items.map((item) => inHtml(lang, item, address)),
      ]),
      more > 0
        ? `<p>${escaped(t.more(more))} <a href="${escaped(address('/updates'))}">${escaped(t.updates)}</a></p>`
        : '',
      `<p style="color:#5b6472;font-size:14px">${escaped(siteName)} · ${escaped(t.footer)}<br>`,
      [[t.choices, choices] as const, ...stops]
        .map(([words, to]) => `<a href="${escaped(to)}">${escaped(words)}</a>`)
        .join(' · '),
      '</p></body></html>',
    ].filter(Boolean)
    return { subject: subjectOf(lang, weekly, told), text, html: html.join('\n'), unsubscribe: these ?? all }
  }
}

/** In the order in which their first one stands. */
function byProduct(told: readonly Told[]): [name: string, items: Told[]][] {
  return [...Map.groupBy(told, ({ tidings }) => tidings.products[0]?.name ?? '')]
}

function subjectOf(lang: Lang, weekly: boolean, told: readonly Told[]): string {
  const { noticeLetters: t } = texts(lang)
  const [first] = told
  if (weekly) {
    const names = byProduct(told).map(([name]) => name)
    return t.weekSubject(new Intl.ListFormat(locale[lang], { type: 'conjunction' }).format(names))
  }
  const what = first?.tidings.what
  const sort = what && 'releaseKind' in what ? `: ${first?.words.lines[0]?.replace(/\.$/, '')}` : ''
  return `${first?.words.title ?? ''}${sort}`
}

function inText(lang: Lang, { words }: Told, address: (path: string) => string): string {
  const { title, lines, reason, link, path } = words
  const why = texts(lang).noticeLetters.why(reason)
  return [title, ...lines, why, `${link}: ${address(path)}`].join('\n')
}

function inHtml(lang: Lang, { words }: Told, address: (path: string) => string): string {
  const { title, lines, reason, link, path } = words
  const why = texts(lang).noticeLetters.why(reason)
  const rows = [`<strong>${escaped(title)}</strong>`, ...lines.map(escaped), escaped(why)]
  return `<div style="border-left:3px solid #9db4d8;padding:.1em 1em;margin:1em 0">${rows.join('<br>')}<br><a href="${escaped(address(path))}">${escaped(link)}</a></div>`
}
