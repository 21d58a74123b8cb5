import type { people } from '#db/seed/world.ts'

export type Name = (typeof people)[number]['id']

type Act =
  | { verb: 'reply'; body: string; internal?: boolean; status?: string; waitingFor?: string; file?: File }
  | { verb: 'claim' }
  | { verb: 'assign'; assignee: Name; line?: number }
  | { verb: 'move'; line: number; reason: string }
  | { verb: 'status'; status: string; waitingFor?: string }
  | { verb: 'priority'; impact: string; reason: string }
  | { verb: 'close' }
  | { verb: 'reopen' }

type File = { name: string; type: string; content: string }

/** What somebody did, `after` so many open minutes of support since the step before. */
export type Step = { after: number; who: Name } & Act

export type Story = {
  who: Name
  /** Hours before now; moved to the next opening of support. */
  hoursAgo: number
  subject: string
  body: string
  product: 'gestor' | 'folha'
  version?: string
  urgency?: 'low' | 'normal' | 'high' | 'critical'
  organisation?: string
  requesterEmail?: string
  file?: File
  steps: Step[]
}

type Extra = { status?: string; waitingFor?: string; file?: File }

export const reply = (after: number, who: Name, body: string, extra: Extra = {}): Step => ({
  after,
  who,
  verb: 'reply',
  body,
  ...extra,
})
export const note = (after: number, who: Name, body: string): Step => ({
  after,
  who,
  verb: 'reply',
  body,
  internal: true,
})
export const claim = (after: number, who: Name): Step => ({ after, who, verb: 'claim' })
export const assign = (after: number, who: Name, assignee: Name, line?: number): Step => ({
  after,
  who,
  verb: 'assign',
  assignee,
  ...(line ? { line } : {}),
})
export const move = (after: number, who: Name, line: number, reason: string): Step => ({
  after,
  who,
  verb: 'move',
  line,
  reason,
})
export const become = (after: number, who: Name, status: string, waitingFor?: string): Step => ({
  after,
  who,
  verb: 'status',
  status,
  ...(waitingFor ? { waitingFor } : {}),
})
export const raise = (after: number, who: Name, impact: string, reason: string): Step => ({
  after,
  who,
  verb: 'priority',
  impact,
  reason,
})
export const close = (after: number, who: Name): Step => ({ after, who, verb: 'close' })
export const reopen = (after: number, who: Name): Step => ({ after, who, verb: 'reopen' })
