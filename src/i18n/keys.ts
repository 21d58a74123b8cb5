import { define } from './define.ts'

/** What the desk's keys do, by the name of the deed; the map shows those that work on the page. */
export const keys = define({
  pt: {
    pick: ['x', 'Escolher a linha, ou deixar de a escolher'],
    claim: ['c', 'Ficar com o pedido, ou com os escolhidos'],
    note: ['n', 'Escrever uma nota interna'],
    escalate: ['e', 'Escalar para outra linha'],
    next: ['j', 'Pedido seguinte da fila'],
    previous: ['k', 'Pedido anterior da fila'],
    queues: ['g q', 'Ir para as filas'],
    mine: ['g m', 'Ir para os meus pedidos'],
    unassigned: ['g u', 'Ir para os pedidos por atribuir'],
    templates: ['g t', 'Ir para os modelos de resposta'],
    articles: ['g a', 'Ir para os artigos'],
  },
  en: {
    pick: ['x', 'Select the row, or no longer'],
    claim: ['c', 'Take the ticket, or the selected ones'],
    note: ['n', 'Write an internal note'],
    escalate: ['e', 'Escalate to another line'],
    next: ['j', 'Next ticket of the queue'],
    previous: ['k', 'Previous ticket of the queue'],
    queues: ['g q', 'Go to the queues'],
    mine: ['g m', 'Go to my tickets'],
    unassigned: ['g u', 'Go to the unassigned tickets'],
    templates: ['g t', 'Go to the answer templates'],
    articles: ['g a', 'Go to the articles'],
  },
} satisfies Record<'pt' | 'en', Record<string, [keys: string, words: string]>>)
