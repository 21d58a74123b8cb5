import type { MarkdownIt } from 'markdown-it'
import type { ArticleEnv, Words } from './env.ts'

type Kind = keyof Words['callouts']

/** GitHub's alerts: a quotation that begins with `[!NOTE]` and the like. */
export function callouts(engine: MarkdownIt): void {
  // Before the inline rules, so that the marker's line is gone when the words are read.
  engine.core.ruler.after('block', 'callouts', (state) => {
    for (let at = 0; at < state.tokens.length; at++) {
      const [open, , inline] = state.tokens.slice(at, at + 3)
      if (open?.type !== 'blockquote_open' || inline?.type !== 'inline') continue
      const marker = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)/.exec(inline.content)
      if (!marker) continue
      const kind = (marker[1] ?? 'note').toLowerCase() as Kind
      inline.content = inline.content.slice(marker[0].length)
      if (inline.map) inline.map = [inline.map[0] + 1, inline.map[1]]
      const close = state.tokens.find(
        (token, place) => place > at && token.type === 'blockquote_close' && token.level === open.level,
      )
      open.type = 'callout_open'
      open.meta = { kind }
      if (close) close.type = 'callout_close'
      if (inline.content === '') state.tokens.splice(at + 1, 3)
    }
  })
  engine.renderer.rules.callout_open = (tokens, at, _options, env) => {
    const { kind = 'note' } = (tokens[at]?.meta ?? {}) as { kind?: Kind }
    const title = (env as ArticleEnv).words.callouts[kind]
    return `<div class="callout callout-${kind}" role="note">\n<p class="callout-title">${title}</p>\n`
  }
  engine.renderer.rules.callout_close = () => '</div>\n'
}
