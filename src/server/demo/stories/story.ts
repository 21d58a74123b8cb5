import type { people } from '#db/seed/world.ts'
import type { EscalationReason } from '#domain/tickets/index.ts'

export type Name = (typeof people)[number]['id']

type Act =
  | {
      verb: 'reply'
      body: string
      internal?: boolean
      status?: string
      waitingFor?: string
      plannedVersion?: string
      file?: File
    }
  | { verb: 'claim' }
  | {
      verb: 'escalate'
      line: number
      why: EscalationReason
      summary: string
      tried?: string
      assignee?: Name
    }
  | { verb: 'hand-back'; answer: string }
  | { verb: 'status'; status: string; waitingFor?: string }
  | { verb: 'priority'; impact: string; reason: string }
  | { verb: 'close' }
  | { verb: 'reopen' }
  | { verb: 'rate'; score: number; comment: string }

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
  requestType?: 'incidente' | 'duvida' | 'servico' | 'dados'
  version?: string
  urgency?: 'low' | 'normal' | 'high' | 'critical'
  organisation?: string
  requesterEmail?: string
  file?: File
  steps: Step[]
}

type Extra = { status?: string; waitingFor?: string; plannedVersion?: string; file?: File }

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
type Told = { why: EscalationReason; summary: string; tried?: string; assignee?: Name }

export const escalate = (after: number, who: Name, line: number, told: Told): Step => ({
  after,
  who,
  verb: 'escalate',
  line,
  ...told,
})
export const handBack = (after: number, who: Name, answer: string): Step => ({
  after,
  who,
  verb: 'hand-back',
  answer,
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
export const rate = (after: number, who: Name, score: number, comment = ''): Step => ({
  after,
  who,
  verb: 'rate',
  score,
  comment,
})
