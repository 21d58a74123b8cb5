import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differences, isSame } from '#server/editing/differences.ts'
import { type Choice, compare, isConflict, merge } from '#server/editing/merge.ts'

const text = fc
  .array(fc.constantFrom('# Um', 'linha', 'outra linha', '', '- a', '- b', 'fim'), { maxLength: 12 })
  .map((lines) => lines.join('\n'))

describe('three texts', () => {
  it('what only one side changed is taken; where both did, somebody chooses', () => {
    const blocks = compare('a\nb\nc\nd\ne', 'A\nb\nc\nmine\ne', 'a\nb\nc\ntheirs\ne\nf')
    expect(blocks.filter(isConflict)).toEqual([{ mine: ['mine'], base: ['d'], theirs: ['theirs'] }])
    const by = (choice: Choice): string => merge(blocks, [choice])
    expect(by({ take: 'mine' })).toBe('A\nb\nc\nmine\ne\nf')
    expect(by({ take: 'theirs' })).toBe('A\nb\nc\ntheirs\ne\nf')
    expect(by({ take: 'both' })).toBe('A\nb\nc\nmine\ntheirs\ne\nf')
    expect(by({ take: 'base' })).toBe('A\nb\nc\nd\ne\nf')
    expect(by({ words: 'x\r\ny' })).toBe('A\nb\nc\nx\ny\ne\nf')
  })

  it('a side that changed nothing decides nothing', () => {
    fc.assert(
      fc.property(text, text, (base, other) => {
        expect(merge(compare(base, base, other), [])).toBe(other)
        expect(merge(compare(base, other, base), [])).toBe(other)
        expect(merge(compare(base, other, other), [])).toBe(other)
      }),
    )
  })

  it('nothing that was typed is lost: each line of mine is in the merged text or in a choice', () => {
    fc.assert(
      fc.property(text, text, text, (base, mine, theirs) => {
        const blocks = compare(base, mine, theirs)
        const kept = blocks.flatMap((block) => (isConflict(block) ? block.mine : block.agreed))
        const others = blocks.flatMap((block) => (isConflict(block) ? block.theirs : block.agreed))
        const had = new Set(base.split('\n'))
        for (const line of mine.split('\n')) if (!had.has(line)) expect(kept).toContain(line)
        for (const line of theirs.split('\n')) if (!had.has(line)) expect(others).toContain(line)
      }),
    )
  })
})

describe('a difference', () => {
  it('shows changed words in changed lines, and leaves out what is far from them', () => {
    const before = ['um', 'dois', ...Array.from({ length: 12 }, (_, at) => `igual ${at}`), 'fim'].join('\n')
    const parts = differences(before, before.replace('dois', 'dois e meio'))
    expect(parts).toMatchObject([
      {
        lines: [
          { kind: 'same' },
          { kind: 'removed', before: 2, after: null },
          {
            kind: 'added',
            after: 2,
            spans: [
              { text: 'dois', changed: false },
              { text: ' e meio', changed: true },
            ],
          },
          { kind: 'same' },
          { kind: 'same' },
          { kind: 'same' },
        ],
      },
      { skipped: 10 },
    ])
  })

  it('holds every line of both texts', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = differences(before, after)
        // A last line end alone may show as an empty line or not at all.
        if (before === after) expect(isSame(parts)).toBe(true)
        if (before.trimEnd() !== after.trimEnd()) expect(isSame(parts)).toBe(false)
        const shown = parts.flatMap((part) => ('lines' in part ? part.lines : []))
        for (const { kind, spans } of shown) {
          const line = spans.map((span) => span.text).join('')
          expect((kind === 'added' ? after : before).split('\n')).toContain(line)
        }
      }),
    )
  })
})
