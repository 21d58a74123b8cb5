export type Lang = 'pt' | 'en'

const plain = /^[!-~ ]*$/

/** In lower case and without accents: as the indexes compare words. */
export function fold(text: string): string {
  if (plain.test(text)) return text.toLowerCase()
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

const wordShape = /[\p{L}\p{N}]+(?:[._\-/][\p{L}\p{N}]+)*/gu

/** Words in lower case, in order; versions, codes and file names stay whole. */
export function wordsOf(text: string): string[] {
  return (text.normalize('NFC').toLowerCase().match(wordShape) ?? []).map((word) => word.slice(0, 60))
}

/** Whether it is a code, a version or a number rather than a word of the language. */
export function isCode(word: string): boolean {
  return /\d/.test(word) || /[._/]/.test(word)
}
