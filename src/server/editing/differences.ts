import { diffLines, diffWordsWithSpace } from 'diff'

export type Span = { text: string; changed: boolean }
export type Line = {
  kind: 'same' | 'added' | 'removed'
  before: number | null
  after: number | null
  spans: Span[]
}
/** Lines of a difference, or how many unchanged ones are left out. */
export type Part = { lines: Line[] } | { skipped: number }

const around = 3
/** Words are compared in lines up to this length. */
const longest = 2_000

/** What changed from one text to another: changed lines with some around them, and in a changed line its words. */
export function differences(before: string, after: string): Part[] {
  const lines = allLines(before, after)
  const near = new Set<number>()
  for (const [at, { kind }] of lines.entries()) {
    if (kind === 'same') continue
    for (let each = at - around; each <= at + around; each++) near.add(each)
  }
  const parts: Part[] = []
  for (const [at, line] of lines.entries()) {
    const last = parts.at(-1)
    if (near.has(at)) {
      if (last && 'lines' in last) last.lines.push(line)
      else parts.push({ lines: [line] })
    } else if (last && 'skipped' in last) last.skipped++
    else parts.push({ skipped: 1 })
  }
  return parts
}

export function isSame(parts: readonly Part[]): boolean {
  return parts.every((part) => 'skipped' in part)
}

function allLines(before: string, after: string): Line[] {
  const lines: Line[] = []
  let [left, right] = [0, 0]
  const changes = diffLines(before.replaceAll('\r\n', '\n'), after.replaceAll('\r\n', '\n'))
  for (const [at, change] of changes.entries()) {
    const texts = change.value.replace(/\n$/, '').split('\n')
    const counterpart = change.removed ? changes[at + 1] : changes[at - 1]
    const pairs = counterpart && (change.removed ? counterpart.added : counterpart.removed)
    const others = pairs ? counterpart.value.replace(/\n$/, '').split('\n') : []
    for (const [index, text] of texts.entries()) {
      if (!change.added) left++
      if (!change.removed) right++
      const kind = change.added ? 'added' : change.removed ? 'removed' : 'same'
      const spans = kind === 'same' ? [{ text, changed: false }] : spansOf(text, others[index], kind)
      lines.push({ kind, before: change.added ? null : left, after: change.removed ? null : right, spans })
    }
  }
  return lines
}

function spansOf(text: string, other: string | undefined, kind: 'added' | 'removed'): Span[] {
  if (other === undefined || text.length > longest || other.length > longest)
    return [{ text, changed: false }]
  const [before, after] = kind === 'added' ? [other, text] : [text, other]
  return diffWordsWithSpace(before, after)
    .filter((part) => (kind === 'added' ? !part.removed : !part.added))
    .map((part) => ({ text: part.value, changed: Boolean(part.added || part.removed) }))
}
