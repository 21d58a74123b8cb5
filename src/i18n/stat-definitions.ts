import { define } from './define.ts'

/** What counts in each number of the statistics. */
export const statDefinitions = define({
  pt: {
    title: 'O que conta em cada número',
    list: [
      ['Abertos', 'Pedidos criados no período.'],
      [
        'Resolvidos',
        'Pedidos cuja resolução, ou fecho, é do período. De um pedido reaberto conta a última; enquanto está reaberto não conta.',
      ],
      [
        'Em aberto agora',
        'Pedidos por concluir neste momento, seja qual for o período. A idade é a do calendário civil. Fora do prazo estão aqueles a que falta a primeira resposta, ou a resolução, para lá do prometido; a próxima notícia, que as filas também contam, não entra.',
      ],
      [
        'Primeira resposta',
        'Dos pedidos criados no período que já a têm: minutos de suporte aberto até à primeira mensagem visível da equipa, pelo calendário de cada pedido.',
      ],
      [
        'Primeiras respostas no prazo',
        'Dos pedidos criados no período com prazo já decidido: respondidos a tempo, a dividir por respondidos ou com o prazo esgotado. Os que ainda estão a tempo ficam de fora.',
      ],
      [
        'Resolução',
        'Dos pedidos resolvidos no período: minutos de suporte aberto, sem as pausas em que se esperou pelo cliente. Sem prazo prometido contam todos os minutos abertos.',
      ],
      ['Resoluções no prazo', 'Dos pedidos resolvidos no período que tinham prazo de resolução.'],
      [
        'Reabertos',
        'Dos pedidos resolvidos pela primeira vez no período, os que já voltaram a abrir, até hoje.',
      ],
      ['Satisfação', 'Média das opiniões dadas no período, de 1 a 5.'],
      [
        'Pedidos evitados',
        'Das visitas em que se sugeriram artigos, as que abriram um e não deram em pedido nas 72 horas seguintes. As visitas por decidir ficam de fora.',
      ],
      [
        'Técnico',
        'Quem tem o pedido ou foi o último a tê-lo; sem ninguém, quem mantém a conversa. Linha: a atual.',
      ],
      [
        'Mediana e 90%',
        'Valores exatos: metade, e nove em cada dez, demoraram isso ou menos. Com menos de 10 valores diz-se que são poucos.',
      ],
    ] as readonly (readonly [string, string])[],
  },
  en: {
    title: 'What each number counts',
    list: [
      ['Opened', 'Tickets created in the period.'],
      [
        'Resolved',
        'Tickets whose resolution, or closing, is in the period. Of a reopened ticket the last one counts; while it is reopened it does not.',
      ],
      [
        'Open now',
        'Tickets not done at this moment, whatever the period. Age is in days on the wall. Out of time are those whose first response, or resolution, is missing beyond what was promised; the next update, which the queues count too, is left out.',
      ],
      [
        'First response',
        'Of the tickets created in the period that have one: minutes of open support until the first message of the team that the customer sees, by each ticket’s calendar.',
      ],
      [
        'First responses in time',
        'Of the tickets created in the period whose promise is decided: answered in time, out of answered or out of time. Those that still have time are left out.',
      ],
      [
        'Resolution',
        'Of the tickets resolved in the period: minutes of open support, without the pauses in which we waited for the customer. Where nothing was promised, all open minutes count.',
      ],
      ['Resolutions in time', 'Of the tickets resolved in the period that had a promised resolution.'],
      [
        'Reopened',
        'Of the tickets resolved for the first time in the period, those that have been opened again until today.',
      ],
      ['Satisfaction', 'Mean of the ratings given in the period, from 1 to 5.'],
      [
        'Tickets avoided',
        'Of the visits in which articles were suggested, those that opened one and led to no ticket within 72 hours. Visits not decided yet are left out.',
      ],
      [
        'Agent',
        'Who has the ticket or had it last; with nobody, who keeps its conversation. Line: the present one.',
      ],
      [
        'Median and 90%',
        'Exact values: half, and nine in ten, took that or less. Fewer than 10 values are said to be few.',
      ],
    ] as readonly (readonly [string, string])[],
  },
})
