import type { Trigger } from './definition.ts'

export type Happened = { type: string; data: Readonly<Record<string, unknown>> }

const plain: Readonly<Record<string, Trigger>> = {
  'ticket.opened': 'opened',
  'ticket.status-changed': 'status-changed',
  'ticket.priority-changed': 'priority-changed',
  'ticket.escalated': 'escalated',
  'ticket.handed-back': 'handed-back',
  'ticket.reopened': 'reopened',
  'ticket.closed': 'closed',
  'ticket.rated': 'rated',
  'ticket.fields-changed': 'fields-changed',
  'ticket.type-changed': 'type-changed',
}

/** What an event of a ticket is to rules; null: nothing. What the system writes itself triggers none. */
export function triggerOf({ type, data }: Happened): Trigger | null {
  if (type === 'ticket.replied') {
    if (data.authorKind === 'customer') return 'customer-replied'
    return data.authorKind === 'agent' ? 'agent-replied' : null
  }
  if (type === 'ticket.promise-warned') {
    const { percent } = data
    return percent === 50 || percent === 80 || percent === 100 ? `warned-${percent}` : null
  }
  return plain[type] ?? null
}
