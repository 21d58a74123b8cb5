import { diff3Merge } from 'node-diff3'

/** A piece of the merged text: agreed upon, or to be chosen. Whole lines. */
export type Block = { agreed: string[] } | { mine: string[]; base: string[]; theirs: string[] }

export type Choice = { take: 'mine' | 'theirs' | 'both' | 'base' } | { words: string }

const lines = (text: string): string[] => text.replaceAll('\r\n', '\n').split('\n')

/** Three texts line by line: what only one side changed is taken as it is. */
export function compare(base: string, mine: string, theirs: string): Block[] {
  const options = { excludeFalseConflicts: true }
  return diff3Merge(lines(mine), lines(base), lines(theirs), options).map((region) =>
    region.ok
      ? { agreed: region.ok }
      : {
          mine: region.conflict?.a ?? [],
          base: region.conflict?.o ?? [],
          theirs: region.conflict?.b ?? [],
        },
  )
}

export function isConflict(block: Block): block is Exclude<Block, { agreed: string[] }> {
  return !('agreed' in block)
}

/** The one text, by a choice for each block that the sides differ in; without one, mine stays. */
export function merge(blocks: readonly Block[], choices: readonly (Choice | undefined)[]): string {
  let at = 0
  return blocks
    .flatMap((block) => (isConflict(block) ? chosen(block, choices[at++]) : block.agreed))
    .join('\n')
}

function chosen(block: Exclude<Block, { agreed: string[] }>, choice: Choice = { take: 'mine' }): string[] {
  if ('words' in choice) return lines(choice.words)
  return choice.take === 'both' ? [...block.mine, ...block.theirs] : block[choice.take]
}
