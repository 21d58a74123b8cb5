import { fold, isCode } from './fold.ts'

/** Whether one letter wrong, missing, added or swapped with its neighbour makes the one word of the other. */
export function isNear(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  const [restA, restB] = [a.slice(start), b.slice(start)]
  if (restA.length === restB.length) {
    const swapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
    return swapped || restA.slice(1) === restB.slice(1)
  }
  return restA.length > restB.length ? restA.slice(1) === restB : restB.slice(1) === restA
}

/** Shorter words have too many neighbours to guess from. */
const shortest = 4

/** Words of a site, folded, each with how many articles have it. */
export type Terms = ReadonlyMap<string, number>

/** The known word that was probably meant: null where the word is known itself, or none is near. */
export function meant(word: string, terms: Terms): string | null {
  const plain = fold(word)
  if (plain.length < shortest || isCode(plain) || terms.has(plain)) return null
  let best: string | null = null
  let most = 0
  for (const [term, count] of terms) {
    if (Math.abs(term.length - plain.length) > 1 || !isNear(plain, term)) continue
    // The first letter is seldom the wrong one.
    const likely = count * (term[0] === plain[0] ? 4 : 1)
    if (likely > most) [best, most] = [term, likely]
  }
  return best
}

/** The query with each unknown word as it was probably meant; null where there is nothing to mend. */
export function mended(words: readonly string[], terms: Terms): string[] | null {
  const guesses = words.map((word) => meant(word, terms))
  return guesses.some((guess) => guess !== null) ? words.map((word, at) => guesses[at] ?? word) : null
}
