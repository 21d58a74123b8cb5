import type { MarkdownIt, Token } from 'markdown-it'

/** Tables and code scroll by themselves, by keyboard too; the page never does sideways. */
export function scrollingBlocks(
  engine: MarkdownIt,
  nameTable?: (token: Token, env: unknown) => string,
): void {
  engine.renderer.rules.table_open = (tokens, at, _options, env) => {
    const token = tokens[at]
    const name = token && nameTable ? engine.utils.escapeHtml(nameTable(token, env)) : ''
    const region = name ? ` role="region" aria-label="${name}"` : ''
    return `<div class="table-scroll" tabindex="0"${region}>\n<table>\n`
  }
  engine.renderer.rules.table_close = () => '</table>\n</div>\n'
  // Alignment comes as an inline style, which the content policy refuses.
  for (const rule of ['th_open', 'td_open'] as const) {
    engine.renderer.rules[rule] = (tokens, at, options, _env, self) => {
      const token = tokens[at]
      const align = /text-align:(\w+)/.exec(String(token?.attrGet('style') ?? ''))?.[1]
      if (token) token.attrs = align ? [['class', `align-${align}`]] : null
      return self.renderToken(tokens, at, options)
    }
  }
  const fence = engine.renderer.rules.fence
  engine.renderer.rules.fence = (tokens, at, options, env, self) =>
    (fence?.(tokens, at, options, env, self) ?? '').replace(/^<pre>/, '<pre tabindex="0">')
  engine.renderer.rules.code_block = (tokens, at) =>
    `<pre tabindex="0"><code>${engine.utils.escapeHtml(tokens[at]?.content ?? '')}</code></pre>\n`
}
