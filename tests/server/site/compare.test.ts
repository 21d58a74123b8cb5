import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compareBlocks } from '#server/site/compare.ts'

const marked = (older: string[], newer: string[]): string[] =>
  compareBlocks(older, newer).map(({ kind, parts }) => `${kind}: ${parts.map(({ text }) => text).join('')}`)

it('tells what stayed, was edited, came and went', () => {
  const older = ['Install it first.', 'Restart the service now.', 'Call us on Monday.']
  const newer = ['Install it first.', 'Restart the service twice.', 'A wholly other matter stands here.']
  expect(compareBlocks(older, newer)).toEqual([
    { kind: 'same', parts: [{ text: 'Install it first.', mark: 'same' }] },
    {
      kind: 'changed',
      parts: [
        { text: 'Restart the service ', mark: 'same' },
        { text: 'now', mark: 'removed' },
        { text: 'twice', mark: 'added' },
        { text: '.', mark: 'same' },
      ],
    },
    { kind: 'removed', parts: [{ text: 'Call us on Monday.', mark: 'removed' }] },
    { kind: 'added', parts: [{ text: 'A wholly other matter stands here.', mark: 'added' }] },
  ])
  expect(marked([], ['new'])).toEqual(['added: new'])
  expect(marked(['old'], [])).toEqual(['removed: old'])
})

it('loses no word of either text', () => {
  const blocks = fc.array(fc.constantFrom('one two three', 'one two four', 'five', 'six seven', 'one'), {
    maxLength: 8,
  })
  fc.assert(
    fc.property(blocks, blocks, (older, newer) => {
      const changes = compareBlocks(older, newer)
      const side = (not: 'added' | 'removed'): string =>
        changes
          .flatMap(({ parts }) => parts.filter(({ mark }) => mark !== not).map(({ text }) => text))
          .join('')
      expect(side('added')).toBe(older.join(''))
      expect(side('removed')).toBe(newer.join(''))
    }),
  )
})
