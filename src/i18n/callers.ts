import { define } from './define.ts'

/** Words of writing a ticket for somebody who called. */
export const callers = define({
  pt: {
    title: 'Pedido em nome de um cliente',
    lead: 'Quem liga recebe o pedido, a confirmação e as respostas, como se o tivesse escrito.',
    who: 'Cliente',
    hint: 'Parte do nome, do e-mail ou da organização.',
    find: 'Procurar',
    choose: 'Quem é?',
    none: 'Ninguém se chama assim.',
    found: (count: number) => (count === 1 ? '1 pessoa' : `${count} pessoas`),
    noLevel: 'sem contrato em vigor',
    open: 'Já em curso',
    openHint: 'Se for um destes, responda lá.',
    write: (name: string) => `Novo pedido em nome de ${name}`,
    writeShort: 'Novo pedido',
    people: 'Pessoas',
  },
  en: {
    title: 'Ticket for a customer',
    lead: 'Whoever calls gets the ticket, its confirmation and the answers, as if they had written it.',
    who: 'Customer',
    hint: 'Part of the name, the e-mail or the organisation.',
    find: 'Find',
    choose: 'Who is it?',
    none: 'Nobody is called so.',
    found: (count: number) => (count === 1 ? '1 person' : `${count} people`),
    noLevel: 'no contract in force',
    open: 'In progress already',
    openHint: 'If it is one of these, answer there.',
    write: (name: string) => `New ticket for ${name}`,
    writeShort: 'New ticket',
    people: 'People',
  },
})
