import { define } from './define.ts'

/** Words of the letters; `reference` is the ticket's. */
export const mail = define({
  pt: {
    greeting: (name: string) => `Olá, ${name}.`,
    'ticket-received': (reference: string) =>
      `Recebemos o seu pedido ${reference}. Será lido por uma pessoa da 1.ª linha; a resposta chega por esta via e ao portal.`,
    'ticket-new': (reference: string) => `Há um pedido novo na sua linha: ${reference}.`,
    answer: (reference: string) => `Respondemos ao seu pedido ${reference}.`,
    'customer-replied': (reference: string) => `O cliente respondeu ao pedido ${reference}.`,
    note: (reference: string) => `Há uma nota interna nova no pedido ${reference}.`,
    assigned: (reference: string) => `O pedido ${reference} foi-lhe atribuído.`,
    resolved: (reference: string) =>
      `Demos o pedido ${reference} por resolvido. Se não ficou resolvido, basta responder no portal e o pedido reabre.`,
    closed: (reference: string) =>
      `O pedido ${reference} foi fechado. Diga-nos em meio minuto, na página do pedido, como correu.`,
    reopened: (reference: string) => `O pedido ${reference} foi reaberto.`,
    escalated: (reference: string) => `O pedido ${reference} foi escalado para a sua linha.`,
    'handed-back': (reference: string) => `O pedido ${reference} foi-lhe devolvido com a resposta.`,
    'fix-available': (reference: string) => `A correção do seu pedido ${reference} está disponível.`,
    warned: (reference: string) => `O prazo do pedido ${reference} está a esgotar-se.`,
    overdue: (reference: string) => `O prazo do pedido ${reference} esgotou-se.`,
    wrote: (name: string) => `${name} escreveu:`,
    open: 'Ver o pedido',
    reasonCustomer: 'Recebe esta mensagem porque este pedido é seu.',
    reasonDesk: 'Recebe esta mensagem porque trabalha neste pedido ou na sua linha.',
  },
  en: {
    greeting: (name: string) => `Hello ${name},`,
    'ticket-received': (reference: string) =>
      `We have your ticket ${reference}. Someone in line 1 will read it; the answer comes by e-mail and in the portal.`,
    'ticket-new': (reference: string) => `There is a new ticket in your line: ${reference}.`,
    answer: (reference: string) => `We have answered your ticket ${reference}.`,
    'customer-replied': (reference: string) => `The customer has replied to ticket ${reference}.`,
    note: (reference: string) => `There is a new internal note on ticket ${reference}.`,
    assigned: (reference: string) => `Ticket ${reference} has been assigned to you.`,
    resolved: (reference: string) =>
      `We consider ticket ${reference} resolved. If it is not, reply in the portal and the ticket opens again.`,
    closed: (reference: string) =>
      `Ticket ${reference} has been closed. Tell us in half a minute, on its page, how it went.`,
    reopened: (reference: string) => `Ticket ${reference} has been reopened.`,
    escalated: (reference: string) => `Ticket ${reference} has been escalated to your line.`,
    'handed-back': (reference: string) => `Ticket ${reference} has been handed back to you with the answer.`,
    'fix-available': (reference: string) => `The fix for your ticket ${reference} is available.`,
    warned: (reference: string) => `Time is running out on ticket ${reference}.`,
    overdue: (reference: string) => `The time promised on ticket ${reference} is up.`,
    wrote: (name: string) => `${name} wrote:`,
    open: 'View the ticket',
    reasonCustomer: 'You receive this because the ticket is yours.',
    reasonDesk: 'You receive this because you work on this ticket or in its line.',
  },
})
