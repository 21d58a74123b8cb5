import type { Token } from 'markdown-it'

/** The words of an article as blocks, without markup: for the index and for checks. */
export function plainBlocks(tokens: readonly Token[]): string[] {
  return tokens
    .flatMap((token) => {
      if (token.type === 'fence' || token.type === 'code_block') return [token.content]
      return token.type === 'inline' ? [inlineText(token.children ?? [])] : []
    })
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
}

function inlineText(children: readonly Token[]): string {
  return children
    .map(({ type, content }) => (type === 'softbreak' || type === 'hardbreak' ? ' ' : content))
    .join('')
}
