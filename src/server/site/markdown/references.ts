import type { MarkdownIt, Token } from 'markdown-it'
import type { ArticleEnv, Resolved } from './env.ts'

/** Links to files become addresses, images get their size; what leads nowhere is reported and reads as plain words. */
export function references(engine: MarkdownIt): void {
  engine.core.ruler.push('references', (state) => {
    const env = state.env as ArticleEnv
    for (const block of state.tokens) {
      if (block.type !== 'inline' || !block.children) continue
      const lines = block.content.split('\n')
      const lineOf = (reference: string): number => {
        const within = lines.findIndex((line) => line.includes(reference))
        return (block.map?.[0] ?? 0) + Math.max(within, 0)
      }
      const open: boolean[] = []
      for (const token of block.children) {
        if (token.type === 'link_open') open.push(resolveLink(token, env, lineOf))
        else if (token.type === 'link_close' && open.pop() === false) token.hidden = true
        else if (token.type === 'image') resolveImage(token, env, lineOf)
      }
    }
  })
  // Inline tokens render even when hidden, unless their rules say otherwise.
  for (const rule of ['link_open', 'link_close'] as const) {
    engine.renderer.rules[rule] = (tokens, at, options, _env, self) =>
      tokens[at]?.hidden ? '' : self.renderToken(tokens, at, options)
  }
  const image = engine.renderer.rules.image
  engine.renderer.rules.image = (tokens, at, options, env, self) =>
    tokens[at]?.hidden ? '' : (image?.(tokens, at, options, env, self) ?? '')
}

type LineOf = (reference: string) => number

/** @returns whether the link stays a link */
function resolveLink(token: Token, env: ArticleEnv, lineOf: LineOf): boolean {
  const written = String(token.attrGet('href') ?? '')
  const href = decoded(written)
  if (/^https?:/i.test(href)) {
    token.attrSet('rel', 'noopener')
    return true
  }
  if (/^(mailto|tel):/i.test(href)) return true
  if (href.startsWith('/')) {
    env.absolute.push({ line: lineOf(href) + 1, url: href })
    return true
  }
  const [path = '', anchor] = href.split('#')
  const { resolver } = env
  const resolved = path === '' ? { url: '' } : resolver.link(path)
  if (path !== '') env.uses.push({ written: path, kind: 'link', led: ledTo(resolved) })
  if ('expected' in resolved) {
    env.problem(lineOf(href), href, resolved.expected, resolved.dangling)
    token.hidden = true
    return false
  }
  if (anchor)
    env.anchors.push({ line: lineOf(href) + 1, reference: href, url: resolved.url || resolver.url, anchor })
  token.attrSet('href', anchor ? `${resolved.url}#${anchor}` : resolved.url || resolver.url)
  return true
}

function resolveImage(token: Token, env: ArticleEnv, lineOf: LineOf): void {
  const source = decoded(String(token.attrGet('src') ?? ''))
  const line = lineOf(source)
  if (token.content.trim() === '') env.problem(line, source, 'words in ![…] that say what the image shows')
  const resolved = env.resolver.image(source)
  env.uses.push({ written: source, kind: 'image', led: ledTo(resolved) })
  if ('expected' in resolved) {
    env.problem(line, source, resolved.expected)
    token.hidden = true
    return
  }
  env.images.push(resolved)
  token.attrSet('src', resolved.url)
  token.attrSet('width', String(resolved.width))
  token.attrSet('height', String(resolved.height))
  token.attrSet('loading', 'lazy')
  token.attrSet('decoding', 'async')
}

/** What a reference led to, as one word. */
export function ledTo(resolved: Resolved<{ url: string }>): string {
  return 'url' in resolved ? resolved.url : `? ${resolved.expected}`
}

function decoded(reference: string): string {
  try {
    return decodeURI(reference)
  } catch {
    return reference
  }
}
