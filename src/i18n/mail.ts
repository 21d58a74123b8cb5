import { define } from './define.ts'

/** Words of the letters; `reference` is the ticket's. */
export const mail = define({
  pt: {
    greeting: (name: string) => `Olá, ${name}.`,
    'ticket-received': (reference: string) =>
      `Recebemos o seu pedido ${reference}. Será lido por uma pessoa da 1.ª linha; a resposta chega por esta via e ao portal.`,
    'follow-up-refused': (reference: string) =>
      `O pedido ${reference} está fechado e já não recebe mensagens: a que enviou não ficou guardada. Se precisar de ajuda, abra um pedido novo no portal e diga que vem deste.`,
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
    'colleague-wrote': (reference: string) => `Há uma mensagem nova no pedido ${reference}.`,
    'copied-in': (reference: string) =>
      `Foi posto em cópia no pedido ${reference}: pode vê-lo, escrever nele e recebe as respostas.`,
    watched: (reference: string) => `Há novidades no pedido ${reference}, que acompanha.`,
    merged: (reference: string) =>
      `O pedido ${reference} foi junto a outro sobre o mesmo assunto. Abra-o para ver onde continua.`,
    reminder: (reference: string) => `Pediu que o lembrássemos do pedido ${reference}.`,
    reminded: 'O que escreveu:',
    reasonCopy: 'Recebe esta mensagem porque está em cópia neste pedido.',
    wrote: (name: string) => `${name} escreveu:`,
    open: 'Ver o pedido',
    reasonCustomer: 'Recebe esta mensagem porque este pedido é seu.',
    reasonDesk: 'Recebe esta mensagem porque trabalha neste pedido ou na sua linha.',
  },
  en: {
    greeting: (name: string) => `Hello ${name},`,
    'ticket-received': (reference: string) =>
      `We have your ticket ${reference}. Someone in line 1 will read it; the answer comes by e-mail and in the portal.`,
    'follow-up-refused': (reference: string) =>
      `Ticket ${reference} is closed and takes no more messages: the one you sent was not kept. If you need help, open a new ticket in the portal and say that it comes from this one.`,
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
    'colleague-wrote': (reference: string) => `There is a new message on ticket ${reference}.`,
    'copied-in': (reference: string) =>
      `You were put in copy of ticket ${reference}: you can see it and write to it, and get its answers.`,
    watched: (reference: string) => `There is news on ticket ${reference}, which you watch.`,
    merged: (reference: string) =>
      `Ticket ${reference} was merged into another about the same matter. Open it to see where it goes on.`,
    reminder: (reference: string) => `You asked to be reminded of ticket ${reference}.`,
    reminded: 'What you wrote:',
    reasonCopy: 'You receive this because you are in copy of this ticket.',
    wrote: (name: string) => `${name} wrote:`,
    open: 'View the ticket',
    reasonCustomer: 'You receive this because the ticket is yours.',
    reasonDesk: 'You receive this because you work on this ticket or in its line.',
  },
})
