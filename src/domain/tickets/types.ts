import type { ClockPart, ClockReading, Explanation } from '../sla/index.ts'
import type { FieldAnswer } from './field.ts'
import type { LinkRole } from './link.ts'
import type { Level } from './priority.ts'
import type { Outcome } from './queue.ts'
import type { Reference } from './reference.ts'
import type { NamedType } from './request-type.ts'
import type { Status, WaitingFor } from './status.ts'

export type Channel = 'web' | 'mail' | 'api'

/** Markdown to sanitised HTML; the server's renderer, handed in by the caller. */
export type Render = (markdown: string) => string

/** What verbs that write messages need beside their input. `channel` is how the message came: `web` if absent. */
export type Means = { render: Render; channel?: Channel }

/** A name to show, and nothing that must not be shown: no e-mail address. */
export type Named = { id: string; name: string }

export type AttachmentView = { id: string; name: string; size: number; type: string }

/** Where a clock stands, and how it came there. */
export type Deadline = ClockReading & { parts: readonly ClockPart[] }
export type Deadlines = { firstResponse: Deadline; update: Deadline; resolution: Deadline }

/** How promises were counted: by which level and calendar, and interval by interval. */
export type Counting = {
  level: { id: string; name: string; version: number }
  calendar: { id: string; version: number; zone: string }
  /** Counted up to here. */
  now: number
  /** Those that have begun. */
  clocks: Explanation[]
}

export type MessageView = {
  id: number
  authorKind: 'customer' | 'agent' | 'system'
  /** null: the system. */
  author: Named | null
  channel: Channel
  /** Sanitised when it was written. */
  html: string
  /** Markdown as typed. */
  body: string
  createdAt: number
  attachments: AttachmentView[]
  /** The ticket that it was written to, where that one is part of this by now; null: to this one. */
  from: Reference | null
}

/** Another ticket that belongs with this one. */
export type TicketLink = {
  id: number
  /** What the other one is to this. */
  role: LinkRole
  reference: Reference
  subject: string
  status: Status
  waitingFor: WaitingFor | null
}

type Shared = {
  id: number
  reference: Reference
  subject: string
  status: Status
  waitingFor: WaitingFor | null
  /** A finer word for the status, of the house's own. */
  label: Record<'pt' | 'en', string> | null
  line: number
  priority: Level
  urgency: Level
  product: Named | null
  version: string | null
  /** What kind of request it is. */
  requestType: NamedType | null
  organisation: Named
  requester: Named
  assignee: Named | null
  channel: Channel
  /** As programs read and write them. */
  fields: Record<string, string>
  /** The same, as people read them. */
  answers: FieldAnswer[]
  createdAt: number
  updatedAt: number
  resolvedAt: number | null
  closedAt: number | null
  /** When it closes by itself, being resolved. */
  closesAt: number | null
  /** Version of its product that will have the fix; `available`: it is published. */
  fix: { version: string; available: boolean } | null
  /** What the customer thinks of it, once done. */
  rating: { score: number; comment: string; by: Named } | null
  deadlines: Deadlines
  /** null: nothing was promised. */
  counting: Counting | null
  /** Where the conversation goes on, being merged; null also when the reader may not see that ticket. */
  mergedInto: Reference | null
  /** Tickets that are part of this one, as far as the reader may see them. */
  parts: Reference[]
  /** Colleagues of the customer who see it too. */
  copies: Named[]
  /** For customers those alone that go on with one another. */
  links: TicketLink[]
}

/** What a customer, manager or partner sees of a ticket; read by its own query. */
export type TicketView = Shared & {
  messages: MessageView[]
  may: { reply: boolean; close: boolean; reopen: boolean; rate: boolean; addPeople: boolean }
  /** What a message of the customer comes to, the ticket being closed; null: it is not. */
  followUp: Outcome | null
}

/** What the desk sees: internal notes among the messages, impact, addresses. */
export type DeskTicketView = Shared & {
  impact: Level
  queue: { id: string; names: Record<'pt' | 'en', string> }
  /** Who looks after it together. */
  team: Named | null
  tags: string[]
  /** People of the desk who get its letters. */
  watchers: Named[]
  /** Those to come. */
  reminders: { id: number; at: number; word: string; person: Named }[]
  /** `doneBy`: a name. */
  checklist: { id: number; text: string; doneAt: number | null; doneBy: string | null }[]
  /** On all its messages together. */
  minutesSpent: number
  /** It was merged, and may still be taken out again. */
  mayUnmerge: boolean
  /** The line-1 agent who keeps the conversation. */
  owner: Named | null
  requester: Named & { email: string; lang: 'pt' | 'en'; role: string }
  organisation: Named & { kind: 'customer' | 'partner' | 'house' }
  level: { id: string; name: string } | null
  /** How long its line may have it (operational level). */
  lineDeadline: Deadline
  /** Which line had it when, oldest first. */
  chain: Stay[]
  unansweredSince: number | null
  firstRespondedAt: number | null
  messages: (MessageView & { audience: 'customer' | 'internal'; minutes: number | null })[]
}

/** One line's time with a ticket. */
export type Stay = {
  line: number
  arrivedAt: number
  /** null: it is there. */
  leftAt: number | null
  /** Why it came: `opened`, `reopened`, `handed-back`, or the escalation's reason. */
  reason: string
  assignee: Named | null
  /** Open minutes: what the operational level allows, and what it took, so far where it is there. */
  promised: number | null
  taken: number | null
}

/** One line of a customer's list. */
export type TicketListItem = {
  id: number
  reference: Reference
  subject: string
  status: Status
  waitingFor: WaitingFor | null
  /** A finer word for the status, of the house's own. */
  label: Record<'pt' | 'en', string> | null
  line: number
  priority: Level
  product: Named | null
  version: string | null
  organisation: Named
  requester: Named
  assignee: Named | null
  createdAt: number
  updatedAt: number
  /** The nearest deadline that runs; null: none. */
  dueAt: number | null
}

/** One line of the desk's queue. */
export type QueueItem = TicketListItem & {
  impact: Level
  urgency: Level
  requestType: NamedType['names'] | null
  /** What its team is called. */
  team: string | null
  /** Answers to fields, by their key. */
  fields: Record<string, string>
  unansweredSince: number | null
  /** When its line's time is up; null: it does not run. */
  lineDueAt: number | null
}

export type QueueCounts = {
  unassigned: number
  mine: number
  'line-1': number
  'line-2': number
  'line-3': number
  'all-open': number
  waiting: number
  /** Active tickets whose nearest deadline has passed. */
  overdue: number
}

/** One step of a ticket's history, ready for words: `kind` chooses the sentence, the rest fills it. */
export type TimelineEntry = {
  id: number
  at: number
  /** null: the system. */
  actor: Named | null
  /** Name of the desk's rule that did it; desk only. */
  rule: string | null
  kind:
    | 'opened'
    | 'replied'
    | 'noted'
    | 'closed'
    | 'reopened'
    | 'claimed'
    | 'assigned'
    | 'status-changed'
    | 'priority-changed'
    | 'moved'
    | 'escalated'
    | 'fix-available'
    | 'rated'
    | 'promise-warned'
    | 'handed-back'
    | 'queue-changed'
    | 'followed-up'
    | 'linked'
    | 'unlinked'
    | 'merged'
    | 'merged-in'
    | 'unmerged'
    | 'split'
    | 'tagged'
    | 'untagged'
    | 'watched'
    | 'unwatched'
    | 'copied-in'
    | 'copied-out'
    | 'reminded'
    | 'item-done'
    | 'fields-changed'
    | 'type-changed'
    | 'team-changed'
    | 'follow-up-refused'
    | 'process-started'
    | 'process-step-completed'
    | 'process-ended'
    | 'process-cancelled'
  /** `queue-changed`: queues. `merged-in`, `merged`, `unmerged`, `linked`, `unlinked`, `followed-up`, `split`: the other
   * ticket, for the desk alone. `fix-available`: the version. `rated`: the score. `promise-warned`: clock and percent.
   * `assigned`, `claimed`: names (null: nobody). `status-changed`, `closed`, `reopened`: statuses. `priority-changed`: priorities. `moved`, `escalated`, `handed-back`: lines. */
  from: string | null
  to: string | null
  waitingFor: WaitingFor | null
  /** What `to` is called, where that is a word of the house's own. */
  names: Record<'pt' | 'en', string> | null
  /** Desk only; null for customers. `escalated`: one of the reasons. */
  reason: string | null
  /** Desk only, `assigned`, `handed-back`: who is away, where it went to somebody else instead. */
  insteadOf: string | null
  /** `opened`, `replied`, `noted`, and for the desk `escalated`, `handed-back`. */
  messageId: number | null
}

export type Opened = {
  id: number
  reference: Reference
  /** The same request had come before: this is its ticket. */
  repeated: boolean
}

export type FoundAttachment = AttachmentView & { hash: string }
