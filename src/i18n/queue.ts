import { define } from './define.ts'

/** Words of the queue: changing many tickets at once, and taking it back. */
export const queue = define({
  pt: {
    tickets: 'Pedidos',
    list: 'Pedidos da fila',
    pick: (reference: string, subject: string) => `Escolher ${reference}: ${subject}`,
    pickAll: 'Escolher todos desta página',
    picked: (count: number | string) => `Escolhidos: ${count}`,
    chosen: 'Aos escolhidos',
    clear: 'Limpar escolha',
    what: 'O que fazer',
    deeds: {
      claim: 'Ficar com eles',
      assign: 'Atribuir',
      priority: 'Mudar prioridade',
      status: 'Mudar estado',
      team: 'Dar a uma equipa',
      tag: 'Juntar etiqueta',
      untag: 'Retirar etiqueta',
      escalate: 'Escalar',
    },
    asIs: 'Como está',
    apply: 'Aplicar',
    changed: (count: number) =>
      count === 0
        ? 'Nenhum pedido foi alterado.'
        : count === 1
          ? '1 pedido alterado.'
          : `${count} pedidos alterados.`,
    same: (count: number) => (count === 1 ? '1 já estava assim.' : `${count} já estavam assim.`),
    refused: (count: number) =>
      count === 1
        ? '1 pedido não foi alterado e continua escolhido:'
        : `${count} pedidos não foram alterados e continuam escolhidos:`,
    stopped: (count: number) =>
      count === 1
        ? 'A alteração parou a meio: falta 1 pedido.'
        : `A alteração parou a meio: faltam ${count} pedidos.`,
    earlier: 'Uma alteração em conjunto não chegou ao fim.',
    undo: 'Desfazer',
    undone: (count: number) =>
      count === 1 ? '1 pedido voltou ao que era.' : `${count} pedidos voltaram ao que eram.`,
    kept: 'Não se desfez:',
    reasons: {
      'already-claimed': 'já está com outra pessoa.',
      'ticket-not-active': 'já está concluído.',
      'ticket-merged': 'foi junto a outro.',
      'escalate-upwards': 'já está nessa linha, ou acima.',
      'too-many-tags': 'não cabem mais etiquetas.',
      'status-not-possible': 'do estado em que está não se passa para esse.',
      'changed-since': 'mudou depois.',
    } as Record<string, string>,
    undoReason: 'Alteração em conjunto desfeita',
  },
  en: {
    tickets: 'Tickets',
    list: 'Tickets of the queue',
    pick: (reference: string, subject: string) => `Select ${reference}: ${subject}`,
    pickAll: 'Select all on this page',
    picked: (count: number | string) => `Selected: ${count}`,
    chosen: 'To the selected',
    clear: 'Clear selection',
    what: 'What to do',
    deeds: {
      claim: 'Take them',
      assign: 'Assign',
      priority: 'Change priority',
      status: 'Change status',
      team: 'Give to a team',
      tag: 'Add tag',
      untag: 'Remove tag',
      escalate: 'Escalate',
    },
    asIs: 'As it is',
    apply: 'Apply',
    changed: (count: number) =>
      count === 0
        ? 'No ticket was changed.'
        : count === 1
          ? 'Changed 1 ticket.'
          : `Changed ${count} tickets.`,
    same: (count: number) => (count === 1 ? '1 was so already.' : `${count} were so already.`),
    refused: (count: number) =>
      count === 1
        ? '1 ticket was not changed and stays selected:'
        : `${count} tickets were not changed and stay selected:`,
    stopped: (count: number) =>
      count === 1
        ? 'The change stopped half-way: 1 ticket was not reached.'
        : `The change stopped half-way: ${count} tickets were not reached.`,
    earlier: 'A change of several tickets did not come to its end.',
    undo: 'Undo',
    undone: (count: number) =>
      count === 1 ? '1 ticket is as it was before.' : `${count} tickets are as they were before.`,
    kept: 'Not undone:',
    reasons: {
      'already-claimed': 'somebody else has it.',
      'ticket-not-active': 'it is done already.',
      'ticket-merged': 'it was merged into another.',
      'escalate-upwards': 'it is on that line already, or above.',
      'too-many-tags': 'it has room for no more tags.',
      'status-not-possible': 'from its status it cannot change to that one.',
      'changed-since': 'it has changed since.',
    } as Record<string, string>,
    undoReason: 'Change of several tickets undone',
  },
})
