import { escapeHTML, unescapeHTML } from 'astro/runtime/server/index.js'

export type Html = ReturnType<typeof unescapeHTML>
type Part = Html | readonly Html[] | string | number | false | null | undefined

/**
 * Small markup that stands dozens of times in a page: as a component, each would cost more than the line around it.
 * Texts are escaped; only what this function or `icon` made is taken as markup.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Part[]): Html {
  let text = parts[0] ?? ''
  for (const [at, value] of values.entries()) text += write(value) + (parts[at + 1] ?? '')
  return unescapeHTML(text)
}

function write(value: Part): string {
  if (value === false || value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.join('')
  return typeof value === 'object' ? String(value) : escapeHTML(String(value))
}
