export { createDesk, type Desk, incident, minute, refusal } from '../tickets/support.ts'

export const names = (word: string): { pt: string; en: string } => ({ pt: word, en: `${word} (en)` })

/** The customer asks, the desk decides; a refusal needs a reason, more may be asked for. */
export const access = {
  id: 'acesso',
  names: names('Acesso'),
  steps: [
    {
      id: 'pedido',
      by: 'customer',
      names: names('Pedido'),
      text: names('Diga para quem.'),
      fields: [
        { key: 'quem', names: names('Quem'), kind: 'text', required: true },
        { key: 'porque', names: names('Porquê'), kind: 'long-text' },
        { key: 'ate', names: names('Até'), kind: 'date' },
        { key: 'urgente', names: names('Urgente'), kind: 'yes-no', required: true },
      ],
      next: [{ to: 'chefe', when: { field: 'urgente', is: 'yes' } }, { to: 'decisao' }],
    },
    {
      id: 'chefe',
      by: 'agent',
      names: names('Chefe'),
      enter: [{ kind: 'priority', urgency: 'high', reason: 'Acesso urgente' }],
      next: [{ to: 'decisao' }],
    },
    {
      id: 'decisao',
      by: 'agent',
      names: names('Decisão'),
      enter: [
        { kind: 'status', status: 'open' },
        { kind: 'note', text: 'Há um acesso a decidir.' },
      ],
      fields: [
        {
          key: 'perfil',
          names: names('Perfil'),
          kind: 'choice',
          options: [
            { value: 'leitura', names: names('Leitura') },
            { value: 'tudo', names: names('Tudo') },
          ],
        },
      ],
      next: [
        { to: 'end', names: names('Aprovar'), when: { field: 'perfil', is: 'leitura' } },
        { to: 'pedido', names: names('Pedir mais') },
      ],
    },
  ],
  end: [{ kind: 'status', status: 'resolved' }],
}

export type Typed = typeof access
