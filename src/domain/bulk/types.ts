import type { Reference } from '../tickets/index.ts'

export const bulkDeeds = [
  'claim',
  'assign',
  'priority',
  'status',
  'team',
  'tag',
  'untag',
  'escalate',
] as const
export type BulkDeed = (typeof bulkDeeds)[number]

/** What a run did with one ticket. */
export type BulkItem = {
  reference: Reference
  subject: string
  /** null: not reached. `same`: it was so already. */
  outcome: 'changed' | 'same' | 'refused' | null
  /** Why it was refused, or could not be undone. */
  code: string | null
  undo: 'undone' | 'kept' | null
}

export type BulkRun = {
  id: string
  deed: BulkDeed
  createdAt: number
  /** false: it goes on, or was cut short. */
  finished: boolean
  items: BulkItem[]
  /** Undoing has begun. */
  undone: boolean
  /** Something is left to undo, and there is time for it. */
  mayUndo: boolean
}
