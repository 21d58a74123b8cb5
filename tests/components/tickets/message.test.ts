import { expect, test } from 'vitest'
import { messageItem, type Said } from '#components/tickets/message.ts'
import { formats } from '#i18n/index.ts'

const f = formats('en', 'Europe/Lisbon', 0)

function drawn(count: number): string {
  const attachments = Array.from({ length: count }, (_, i) => ({
    id: `a${i}`,
    name: `log-${i}.txt`,
    size: 10,
  }))
  const said = { id: 1, author: null, authorKind: 'customer', html: '<p>Hi</p>', createdAt: 0, attachments }
  return String(messageItem('en', f, said as unknown as Said))
}

test('a few attachments are all shown', () => {
  const shown = drawn(12)
  expect(shown.match(/class="attachment"/g)).toHaveLength(12)
  expect(shown).not.toContain('<details')
})

test('of many attachments the first are shown, and the rest when asked for', () => {
  const [shown = '', folded = ''] = drawn(500).split('<details')
  expect(shown.match(/class="attachment"/g)).toHaveLength(8)
  expect(folded).toContain('492 more attachments')
  expect(folded.match(/class="attachment"/g)).toHaveLength(492)
})
