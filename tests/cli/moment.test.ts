import { InvalidArgumentError } from 'commander'
import { expect, test } from 'vitest'
import { momentText } from '../../src/cli/commands/moment.ts'

test('a moment is one that the calendar has', () => {
  expect(momentText('2027-02-01T09:00:00Z')).toBe('2027-02-01T09:00:00.000Z')
  expect(momentText('2028-02-29T10:00+01:00')).toBe('2028-02-29T09:00:00.000Z')
  for (const text of ['2027-02-30T09:00:00Z', '2027-02-29', '2027-13-01T09:00:00Z', 'amanhã', '']) {
    expect(() => momentText(text), text).toThrow(InvalidArgumentError)
  }
})
