import { expect, test } from 'vitest'
import type { Draft } from '#server/rules/draft.ts'
import { sameDraft } from '#server/rules/same-draft.ts'

const saved: Draft = {
  version: '3',
  name: 'Crítico',
  enabled: true,
  when: ['priority-changed', 'opened'],
  conditions: [{ fact: 'line', not: '', values: ['2', '1'] }],
  actions: [{ kind: 'escalate', line: '2', summary: 'Entrou' }],
}

test('a rule that comes back from its form as it is saved has nothing to be saved', () => {
  // A form sends what is ticked in its own order, and what is empty.
  const typed = {
    ...saved,
    when: ['opened', 'priority-changed'],
    conditions: [{ fact: 'line', not: '', values: ['1', '2'] }],
    actions: [{ summary: 'Entrou\r\n', tried: '', line: '2', kind: 'escalate' }],
  }
  expect(sameDraft(typed, saved)).toBe(true)
  expect(sameDraft({ ...typed, enabled: false }, saved)).toBe(false)
  expect(sameDraft({ ...typed, when: ['opened'] }, saved)).toBe(false)
  expect(sameDraft({ ...typed, actions: [...typed.actions, { kind: 'note' }] }, saved)).toBe(false)
})
