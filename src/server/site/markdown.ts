import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import hljs from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import http from 'highlight.js/lib/languages/http'
import ini from 'highlight.js/lib/languages/ini'
import jsonLanguage from 'highlight.js/lib/languages/json'
import powershell from 'highlight.js/lib/languages/powershell'
import sql from 'highlight.js/lib/languages/sql'
import xml from 'highlight.js/lib/languages/xml'
import { imageSize } from 'image-size'
import MarkdownIt from 'markdown-it'

const languages = { bash, http, ini, json: jsonLanguage, powershell, sql, xml }
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language)

export type Heading = { depth: number; slug: string; text: string }
export type Rendered = { html: string; headings: Heading[]; images: string[] }

/** How the article's own references become addresses. Both return null for what does not exist. */
export type Resolve = {
  link(href: string): string | null
  /** Path of the image's file, or null. */
  image(source: string): string | null
}

const calloutTitles: Record<'pt' | 'en', Record<string, string>> = {
  pt: { note: 'Nota', tip: 'Sugestão', important: 'Importante', warning: 'Aviso', caution: 'Cuidado' },
  en: { note: 'Note', tip: 'Tip', important: 'Important', warning: 'Warning', caution: 'Caution' },
}

/** As GitHub makes anchors, accents removed. */
export function headingSlug(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return (
    plain
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-') || 'section'
  )
}

/** Where an image of an article is served: its name carries its content, so it may be kept for ever. */
export function mediaUrl(path: string): string {
  const hash = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 8)
  return `/_assets/media/${hash}-${basename(path)}`
}

type Env = Rendered & { lang: 'pt' | 'en'; resolve: Resolve; used: Map<string, number>; broken: string[] }

const engine = new MarkdownIt({
  html: false,
  linkify: false,
  highlight: (code, language) =>
    hljs.getLanguage(language) ? hljs.highlight(code, { language, ignoreIllegals: true }).value : '',
})

engine.core.ruler.push('headings', (state) => {
  const env = state.env as Env
  state.tokens.forEach((token, index) => {
    if (token.type !== 'heading_open') return
    const text = (state.tokens[index + 1]?.children ?? [])
      .filter((child) => child.type === 'text' || child.type === 'code_inline')
      .map((child) => child.content)
      .join('')
    const base = headingSlug(text)
    const seen = env.used.get(base) ?? 0
    env.used.set(base, seen + 1)
    const slug = seen === 0 ? base : `${base}-${seen}`
    token.attrSet('id', slug)
    env.headings.push({ depth: Number(token.tag.slice(1)), slug, text })
  })
})

engine.core.ruler.push('callouts', (state) => {
  const env = state.env as Env
  state.tokens.forEach((token, index) => {
    const inline = state.tokens[index + 2]
    if (token.type !== 'blockquote_open' || inline?.type !== 'inline') return
    const kind = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]/.exec(inline.content)?.[1]?.toLowerCase()
    if (!kind) return
    token.tag = 'div'
    token.attrSet('class', `callout callout-${kind}`)
    const close = state.tokens.findIndex(
      (t, at) => at > index && t.type === 'blockquote_close' && t.level === token.level,
    )
    const closing = state.tokens[close]
    if (closing) closing.tag = 'div'
    const children = inline.children ?? []
    const lineEnd = children.findIndex((child) => child.type === 'softbreak' || child.type === 'hardbreak')
    inline.children = lineEnd === -1 ? [] : children.slice(lineEnd + 1)
    token.meta = { title: calloutTitles[env.lang][kind] }
  })
})

engine.renderer.rules.blockquote_open = (tokens, index, options, _env, self) => {
  const token = tokens[index]
  const title = (token?.meta as { title?: string } | null)?.title
  const open = self.renderToken(tokens, index, options)
  return title ? `${open}<p class="callout-title">${title}</p>\n` : open
}
engine.renderer.rules.table_open = () => '<div class="table-scroll" tabindex="0"><table>\n'
engine.renderer.rules.table_close = () => '</table></div>\n'

engine.renderer.rules.link_open = (tokens, index, options, state, self) => {
  const env = state as Env
  const token = tokens[index]
  const href = String(token?.attrGet('href') ?? '')
  if (/^https?:/.test(href)) token?.attrSet('rel', 'noopener')
  else if (!/^(mailto:|tel:)/.test(href)) {
    const url = env.resolve.link(href)
    if (url === null) env.broken.push(href)
    // A reference that leads nowhere is reported and reads as plain words.
    if (token) token.attrs = url === null ? null : [['href', url]]
  }
  return self.renderToken(tokens, index, options)
}

engine.renderer.rules.image = (tokens, index, options, state, self) => {
  const env = state as Env
  const token = tokens[index]
  const source = String(token?.attrGet('src') ?? '')
  const path = env.resolve.image(source)
  if (!token || path === null) {
    env.broken.push(source)
    return ''
  }
  const { width, height } = imageSize(readFileSync(path))
  env.images.push(path)
  token.attrSet('src', mediaUrl(path))
  token.attrSet('alt', self.renderInlineAsText(token.children ?? [], options, env))
  token.attrSet('width', String(width))
  token.attrSet('height', String(height))
  token.attrSet('loading', 'lazy')
  return self.renderToken(tokens, index, options)
}

/** @returns the article's HTML, its headings, its images' files, and the references that lead nowhere */
export function renderArticle(
  markdown: string,
  lang: 'pt' | 'en',
  resolve: Resolve,
): Rendered & { broken: string[] } {
  const env: Env = { html: '', headings: [], images: [], lang, resolve, used: new Map(), broken: [] }
  const html = engine.render(markdown, env)
  return { html, headings: env.headings, images: env.images, broken: env.broken }
}

/** For `.md` files that belong to no article: references stay as they are written. */
export function renderPlain(markdown: string, folder: string): Rendered {
  return renderArticle(markdown, 'pt', { link: (href) => href, image: (source) => join(folder, source) })
}
