import type { Formats } from '#i18n/index.ts'
import { type Html, html } from './html.ts'

/** @param as age in words, nearness in words, or the moment itself */
export function moment(f: Formats, at: number, as: 'ago' | 'near' | 'moment' | 'day' = 'ago'): Html {
  return html`<time datetime="${new Date(at).toISOString()}" title="${f.moment(at)}">${f[as](at)}</time>`
}
