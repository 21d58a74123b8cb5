import { define } from './define.ts'

/** Words that explain how a promise was counted. */
export const counting = define({
  pt: {
    title: 'Como se contou',
    lead: (level: string, zone: string) => `Nível ${level}. Só conta o horário de suporte (${zone}).`,
    promised: (span: string) => `prometido: ${span}`,
    when: 'Quando',
    what: 'O quê',
    time: 'Tempo',
    paused: 'em pausa',
    outside: 'fora do horário',
    goesOn: 'agora',
    more: (count: number, span: string) => `mais ${count} períodos, ${span}`,
    reasons: {
      opened: 'pedido enviado',
      reopened: 'pedido reaberto',
      resumed: 'retomado',
      'waiting-for-customer': 'à espera do cliente',
      priority: 'mudou a prioridade',
      'customer-message': 'mensagem do cliente',
    } as Record<string, string>,
    line: (line: string) => `chegou à ${line}.ª linha`,
    sum: (counted: string, promised: string) => `Contou ${counted} de ${promised}.`,
  },
  en: {
    title: 'How it was counted',
    lead: (level: string, zone: string) => `Level ${level}. Only support hours count (${zone}).`,
    promised: (span: string) => `promised: ${span}`,
    when: 'When',
    what: 'What',
    time: 'Time',
    paused: 'paused',
    outside: 'outside support hours',
    goesOn: 'now',
    more: (count: number, span: string) => `${count} more spells, ${span}`,
    reasons: {
      opened: 'ticket sent',
      reopened: 'ticket reopened',
      resumed: 'resumed',
      'waiting-for-customer': 'waiting for the customer',
      priority: 'priority changed',
      'customer-message': 'customer’s message',
    } as Record<string, string>,
    line: (line: string) => `came to line ${line}`,
    sum: (counted: string, promised: string) => `${counted} of ${promised} counted.`,
  },
})
