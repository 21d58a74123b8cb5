import { expect, test } from 'vitest'
import { formats } from '#i18n/index.ts'
import { eventDetails } from '#server/customers/event-details.ts'

test('an event says what people need to know, in the reader’s words', () => {
  const data = {
    names: { pt: 'Nome do computador', en: 'Name of the computer' },
    events: ['release.published', 'release.withdrawn'],
    recipients: [],
    shared: false,
    changes: { name: ['Vila', 'Vila Nova'], closedDays: [[], null] },
    messageId: 7,
    expiresAt: Date.UTC(2026, 10, 27, 9),
  }
  const words = (lang: 'pt' | 'en'): string[] =>
    eventDetails(lang, formats(lang, 'Europe/Lisbon', 0), { type: 'field.changed', data }).map(
      (detail) => `${detail.name}: ${detail.words}`,
    )
  expect(words('pt')).toEqual([
    'nomes: Nome do computador',
    'acontecimentos: Sai uma versão que a organização pode ver, É retirada uma versão',
    'destinatários: vazio',
    'partilhado: não',
    'nome: Vila → Vila Nova',
    'dias fechados: vazio → vazio',
    'expira: 27/11/26, 09:00',
  ])
  expect(words('en')[0]).toBe('names: Name of the computer')
})

test('answers that were corrected are told one by one', () => {
  const data = {
    changes: [
      { field: 'posto', was: null, is: 'VN-SEC-014' },
      { field: 'urgente', was: true, is: false },
    ],
  }
  const event = { type: 'ticket.fields-changed', data }
  expect(eventDetails('pt', formats('pt', 'Europe/Lisbon', 0), event)).toEqual([
    { name: 'posto', words: 'vazio → VN-SEC-014' },
    { name: 'urgente', words: 'sim → não' },
  ])
})
