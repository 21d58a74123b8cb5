import { nameRules, type RemovedKind, type Rule, rules } from './personal-data.ts'

export type { RemovedKind } from './personal-data.ts'

export type Removed = { kind: RemovedKind; original: string; replacement: string; count: number }
export type Cleaned = { text: string; removed: Removed[] }

export type Known = { people: readonly string[]; organisations: readonly string[] }

/** Text as it was, and what stands in the place of something: the latter is looked at no more. */
type Piece = { text: string; placed: boolean }

/**
 * Takes out of a text what tells of a person: addresses, numbers, names and secrets. The same text cleaned again
 * stays as it is.
 * @param words what to put in the place of each kind
 */
export function clean(text: string, known: Known, words: Readonly<Record<RemovedKind, string>>): Cleaned {
  const removed = new Map<string, Removed>()
  let pieces = split({ text, placed: false }, [...new Set(Object.values(words))])
  for (const rule of [...rules, ...nameRules(known.people, known.organisations)]) {
    pieces = pieces.flatMap((piece) => (piece.placed ? [piece] : apply(rule, piece.text, words, removed)))
  }
  return { text: pieces.map((piece) => piece.text).join(''), removed: [...removed.values()] }
}

/** Replacements that are in the text already. */
function split(piece: Piece, placed: readonly string[]): Piece[] {
  const [first, ...rest] = placed
  if (first === undefined) return [piece]
  return piece.text.split(first).flatMap((text, at) => {
    const parts = split({ text, placed: false }, rest)
    return at === 0 ? parts : [{ text: first, placed: true }, ...parts]
  })
}

function apply(
  { kind, shape, holds }: Rule,
  text: string,
  words: Readonly<Record<RemovedKind, string>>,
  removed: Map<string, Removed>,
): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const match of text.matchAll(shape)) {
    const [original] = match
    if (original === '' || (holds && !holds(original))) continue
    const replacement = words[kind]
    const key = `${kind} ${original}`
    const held = removed.get(key) ?? { kind, original, replacement, count: 0 }
    removed.set(key, { ...held, count: held.count + 1 })
    pieces.push({ text: text.slice(from, match.index), placed: false }, { text: replacement, placed: true })
    from = match.index + original.length
  }
  return [...pieces, { text: text.slice(from), placed: false }]
}
