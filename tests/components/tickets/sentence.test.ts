import { expect, test } from 'vitest'
import { sentenceOf } from '#components/tickets/sentence.ts'
import type { TimelineEntry } from '#domain/tickets/index.ts'

const waiting = { kind: 'status-changed', to: 'waiting', waitingFor: 'customer' } as TimelineEntry

test('whom a ticket waits for is told from where its reader stands', () => {
  expect(sentenceOf('pt', waiting, 'customer')).toBe('mudou o estado para «A aguardar a sua resposta»')
  expect(sentenceOf('pt', waiting, 'desk')).toBe('mudou o estado para «À espera do cliente»')
  expect(sentenceOf('en', waiting, 'desk')).toBe('changed the status to “Waiting for the customer”')
})
