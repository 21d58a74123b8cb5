import { findTokenByHash } from '#domain/accounts/index.ts'
import { saveResponse, saveRule } from '#domain/rules/index.ts'
import { sha256 } from '../auth/hash.ts'
import type { Runtime } from '../runtime.ts'

const rules = [
  {
    name: 'Crítico vai logo à 2.ª linha',
    enabled: true,
    when: ['opened', 'priority-changed'],
    conditions: [
      { fact: 'priority', values: ['critical'] },
      { fact: 'line', values: ['1'] },
    ],
    actions: [
      {
        kind: 'escalate',
        line: 2,
        why: 'critical',
        summary:
          'Entrou como crítico: {{customer.name}}, {{organisation.name}}. A 1.ª linha acompanha a conversa.',
      },
    ],
  },
  {
    name: 'Prazo quase no fim: escalar',
    enabled: true,
    when: ['warned-80'],
    conditions: [
      { fact: 'clock', values: ['resolution', 'line'] },
      { fact: 'line', values: ['1'] },
      { fact: 'status', values: ['new', 'open'] },
      { fact: 'priority', values: ['high', 'critical'] },
    ],
    actions: [
      {
        kind: 'escalate',
        line: 2,
        why: 'breach',
        summary: 'Passou 80 % do prazo e ainda está na 1.ª linha.',
      },
    ],
  },
  {
    name: 'Fora de horas: dizer quando abrimos',
    enabled: false,
    when: ['opened'],
    conditions: [{ fact: 'hours', values: ['closed'] }],
    actions: [
      {
        kind: 'answer',
        pt: 'Bom dia, {{customer.firstName}}.\n\nO suporte está fechado e abre {{support.opens}}. O seu pedido {{ticket.reference}} é dos primeiros que veremos.',
        en: 'Hello {{customer.firstName}},\n\nSupport is closed and opens {{support.opens}}. Your ticket {{ticket.reference}} is among the first we will look at.',
      },
    ],
  },
]

const responses = [
  {
    event: 'out-of-hours',
    lang: 'pt',
    subject: 'Recebemos o seu pedido: {{ticket.subject}}',
    body: 'Bom dia, {{customer.firstName}}.\n\nO suporte está fechado e abre **{{support.opens}}**. Respondemos ao seu pedido {{ticket.reference}} até {{due.firstResponse}}.\n\nSe for urgente e o seu contrato prevê atendimento permanente, ligue para +351 210 000 000.',
  },
  {
    event: 'out-of-hours',
    lang: 'en',
    subject: 'We have your ticket: {{ticket.subject}}',
    body: 'Hello {{customer.firstName}},\n\nSupport is closed and opens **{{support.opens}}**. We will answer your ticket {{ticket.reference}} by {{due.firstResponse}}.\n\nIf it is urgent and your contract has round-the-clock support, call +351 210 000 000.',
  },
  {
    event: 'refused',
    lang: 'pt',
    subject: 'O pedido {{ticket.reference}} está fechado',
    body: 'Bom dia, {{customer.firstName}}.\n\nEste pedido já não recebe mensagens, e a que enviou não ficou guardada. Abra um pedido novo no portal e indique o número {{ticket.reference}}: juntamos tudo.',
  },
  {
    event: 'refused',
    lang: 'en',
    subject: 'Ticket {{ticket.reference}} is closed',
    body: 'Hello {{customer.firstName}},\n\nThis ticket takes no more messages, and the one you sent was not kept. Open a new ticket in the portal and name {{ticket.reference}}: we will put everything together.',
  },
]

/** Rules and automatic responses of the demo's desk, by its supervisor. What happened before them does not concern them. */
export async function loadRules({ database, context }: Pick<Runtime, 'database' | 'context'>): Promise<void> {
  const helena = await findTokenByHash(database.reader, sha256('bal_demo_helena'))
  if (!helena) throw new Error('no demo person helena')
  const ctx = context({ ...helena.actor, scopes: 'all', tokenId: null }, 'demo')
  for (const rule of rules) await saveRule(ctx, rule)
  for (const response of responses) await saveResponse(ctx, response)
}
