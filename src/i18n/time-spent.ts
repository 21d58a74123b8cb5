import { define } from './define.ts'

/** Words of the time that the desk notes on its messages. */
export const timeSpent = define({
  pt: {
    title: 'Tempo despendido',
    internal: 'Tempo despendido (só a equipa o vê)',
    hint: 'Minutos que a equipa registou nas mensagens do período, e os pedidos em que o fez. Por técnico conta quem escreveu a mensagem.',
    minutes: 'Minutos despendidos',
    spent: 'Tempo despendido',
    tickets: 'Pedidos',
    share: 'Parte',
    total: 'Ao todo',
    before: (time: string) => `antes: ${time}`,
    onTickets: (n: number, shown: string) => (n === 1 ? '1 pedido' : `${shown} pedidos`),
    empty: 'Ninguém registou tempo neste período com estes filtros. Regista-se ao responder a um pedido.',
    more: (left: string) => `Mostrar mais (faltam ${left})`,
  },
  en: {
    title: 'Time spent',
    internal: 'Time spent (seen by the team alone)',
    hint: 'Minutes that the team noted on messages of the period, and the tickets where it did. By agent, whoever wrote the message counts.',
    minutes: 'Minutes spent',
    spent: 'Time spent',
    tickets: 'Tickets',
    share: 'Share',
    total: 'In all',
    before: (time: string) => `before: ${time}`,
    onTickets: (n: number, shown: string) => (n === 1 ? '1 ticket' : `${shown} tickets`),
    empty: 'Nobody noted time in this period with these filters. It is noted when answering a ticket.',
    more: (left: string) => `Show more (${left} left)`,
  },
})
