import type { Token } from 'markdown-it'

/** The words of an article as blocks, without markup: for the index and for checks. */
export function plainBlocks(tokens: readonly Token[]): string[] {
  // The cells of a row belong together.
  let row: string[] | null = null
  return tokens
    .flatMap((token) => {
      if (token.type === 'tr_open') row = []
      if (token.type === 'tr_close') {
        const cells = (row ?? []).filter(Boolean).join(' · ')
        row = null
        return [cells]
      }
      if (token.type === 'fence' || token.type === 'code_block') return [token.content]
      if (token.type !== 'inline') return []
      const text = inlineText(token.children ?? [])
      if (row === null) return [text]
      row.push(text)
      return []
    })
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
}

function inlineText(children: readonly Token[]): string {
  return children
    .map(({ type, content }) => (type === 'softbreak' || type === 'hardbreak' ? ' ' : content))
    .join('')
}
