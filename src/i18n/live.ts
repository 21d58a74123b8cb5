import { define } from './define.ts'

/** Words of what others do meanwhile. */
export const live = define({
  pt: {
    looking: (name: string) => `${name} está a ver este pedido.`,
    writing: (name: string) => `${name} está a escrever.`,
    newMessage: 'Chegou uma mensagem nova.',
    changed: 'O pedido mudou.',
    show: 'Mostrar',
    sendAnyway: 'Enviar mesmo assim',
    meanwhile: 'O que aconteceu entretanto',
  },
  en: {
    looking: (name: string) => `${name} is looking at this ticket.`,
    writing: (name: string) => `${name} is writing.`,
    newMessage: 'A new message has come.',
    changed: 'The ticket has changed.',
    show: 'Show',
    sendAnyway: 'Send anyway',
    meanwhile: 'What happened meanwhile',
  },
})
