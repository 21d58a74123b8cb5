import type { MarkdownIt } from 'markdown-it'
import { fold } from '#words/index.ts'
import type { ArticleEnv } from './env.ts'

/** As GitHub makes anchors, accents removed. */
export function headingSlug(text: string): string {
  const kept = fold(text)
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
  return kept.replace(/\s/g, '-') || 'section'
}

/** Unique ids and a link to itself on every heading; the article's title is the only `h1`. */
export function headings(engine: MarkdownIt): void {
  engine.core.ruler.push('headings', (state) => {
    const env = state.env as ArticleEnv
    const used = new Map<string, number>()
    let section = ''
    state.tokens.forEach((token, at) => {
      if (token.type === 'table_open') token.meta = { section }
      if (token.type !== 'heading_open') return
      const text = (state.tokens[at + 1]?.children ?? [])
        .filter(({ type }) => type === 'text' || type === 'code_inline')
        .map(({ content }) => content)
        .join('')
      section = text
      const slug = unused(headingSlug(text), used)
      token.attrSet('id', slug)
      const depth = Number(token.tag.slice(1))
      if (depth === 1) env.problem(token.map?.[0] ?? 0, text, 'headings from ##: the title is the only #')
      env.headings.push({ depth, slug, text })
      const close = state.tokens[at + 2]
      if (close?.type === 'heading_close') close.meta = { slug, text }
    })
  })
  engine.renderer.rules.heading_close = (tokens, at, options, env, self) => {
    const { slug, text } = (tokens[at]?.meta ?? {}) as { slug: string; text: string }
    const label = engine.utils.escapeHtml((env as ArticleEnv).words.linkTo(text))
    return `<a class="anchor" href="#${slug}" aria-label="${label}"></a>${self.renderToken(tokens, at, options)}`
  }
}

function unused(base: string, used: Map<string, number>): string {
  for (let count = used.get(base) ?? 0; ; count++) {
    const slug = count === 0 ? base : `${base}-${count}`
    if (count > 0 && used.has(slug)) continue
    used.set(base, count + 1)
    if (slug !== base) used.set(slug, 1)
    return slug
  }
}
