import { diffArrays, diffWordsWithSpace } from 'diff'

export type Part = { text: string; mark: 'same' | 'added' | 'removed' }
/** A block of text as it was and is. `same` runs are whole: what is shown of them is the page's business. */
export type Change = { kind: 'same' | 'added' | 'removed' | 'changed'; parts: Part[] }

/** Blocks longer than this are shown as removed and added, word by word would take too long. */
const longest = 4000

function words(older: string, newer: string): Part[] {
  return diffWordsWithSpace(older, newer).map(({ value, added, removed }) => ({
    text: value,
    mark: added ? 'added' : removed ? 'removed' : 'same',
  }))
}

/** Whether two blocks are one that was edited, rather than two. */
function alike(older: string, newer: string): boolean {
  if (older.length > longest || newer.length > longest) return false
  const same = words(older, newer)
    .filter(({ mark }) => mark === 'same')
    .reduce((sum, { text }) => sum + text.length, 0)
  return same * 2 > Math.max(older.length, newer.length)
}

const whole = (text: string, kind: 'added' | 'removed'): Change => ({ kind, parts: [{ text, mark: kind }] })

function replaced(older: readonly string[], newer: readonly string[]): Change[] {
  const changes: Change[] = []
  const left = [...newer]
  for (const before of older) {
    const at = left.findIndex((after) => alike(before, after))
    if (at === -1) {
      changes.push(whole(before, 'removed'))
      continue
    }
    changes.push(...left.splice(0, at).map((text) => whole(text, 'added')))
    changes.push({ kind: 'changed', parts: words(before, left.shift() ?? '') })
  }
  return [...changes, ...left.map((text) => whole(text, 'added'))]
}

/** What changed from one text to another, block by block, and within a block word by word. */
export function compareBlocks(older: readonly string[], newer: readonly string[]): Change[] {
  const changes: Change[] = []
  let gone: string[] = []
  for (const { value, added, removed } of diffArrays([...older], [...newer], { oneChangePerToken: false })) {
    if (removed) {
      gone = value
      continue
    }
    if (added) {
      changes.push(...replaced(gone, value))
      gone = []
      continue
    }
    changes.push(...gone.map((text) => whole(text, 'removed')))
    gone = []
    changes.push(...value.map((text): Change => ({ kind: 'same', parts: [{ text, mark: 'same' }] })))
  }
  return [...changes, ...gone.map((text) => whole(text, 'removed'))]
}
