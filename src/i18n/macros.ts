import { define } from './define.ts'

/** Words of what answer templates do beside writing. */
export const macros = define({
  pt: {
    title: 'Além disso, o pedido',
    titleHint: 'Faz-se com o envio; quem envia pode tirar o visto a cada coisa.',
    keep: 'Como está',
    assignee: 'Atribuir a',
    toLine: 'Escalar para a',
    why: 'Porque',
    impact: 'Impacto',
    urgency: 'Urgência',
    queue: 'Fila',
    also: 'Ao enviar, também',
    parts: {
      toLine: (line: string) => `escalar para a ${line}`,
      assignee: (name: string) => `atribuir a ${name}`,
      priority: (words: string) => `mudar ${words}`,
      queue: (name: string) => `mudar para a fila ${name}`,
    },
    level: {
      impact: (level: string) => `o impacto para «${level}»`,
      urgency: (level: string) => `a urgência para «${level}»`,
    },
    and: ' e ',
    changes: 'muda o pedido',
    faults: {
      variable: 'Tem uma variável que já não existe.',
      person: 'A pessoa a quem atribui já não está no balcão, ou mudou de linha.',
      queue: 'A fila para onde o muda já não existe.',
    },
    gone: 'já não existe',
  },
  en: {
    title: 'Besides, the ticket',
    titleHint: 'Done when it is sent; whoever sends it may untick each.',
    keep: 'As it is',
    assignee: 'Assign to',
    toLine: 'Escalate to',
    why: 'Because',
    impact: 'Impact',
    urgency: 'Urgency',
    queue: 'Queue',
    also: 'When sent, also',
    parts: {
      toLine: (line: string) => `escalate to ${line}`,
      assignee: (name: string) => `assign to ${name}`,
      priority: (words: string) => `change ${words}`,
      queue: (name: string) => `move to the queue ${name}`,
    },
    level: {
      impact: (level: string) => `impact to “${level}”`,
      urgency: (level: string) => `urgency to “${level}”`,
    },
    and: ' and ',
    changes: 'changes the ticket',
    faults: {
      variable: 'It has a variable that is gone.',
      person: 'The person it assigns to has left the desk, or changed lines.',
      queue: 'The queue it moves to is gone.',
    },
    gone: 'gone',
  },
})
