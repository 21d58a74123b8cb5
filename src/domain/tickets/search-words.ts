const maxWords = 10

/**
 * What somebody typed as an FTS5 expression: every word must occur, the last may be a beginning. Words are quoted,
 * so that nothing typed is an operator.
 * @returns null when there is no word in it
 */
export function matchExpression(typed: string): string | null {
  const words = typed
    .normalize('NFC')
    .match(/[\p{L}\p{N}\p{M}]+/gu)
    ?.slice(0, maxWords)
  if (!words) return null
  return words.map((word, i) => `"${word.slice(0, 64)}"${i === words.length - 1 ? '*' : ''}`).join(' ')
}
