export const followUps = ['reopen', 'reopen-within', 'new-linked', 'refuse'] as const
/** What becomes of a customer's message to a closed ticket. */
export type FollowUp = (typeof followUps)[number]

export type QueueDefinition = {
  id: string
  names: Record<'pt' | 'en', string>
  followUp: FollowUp
  /** Days after closing; with `reopen-within`. */
  followUpDays: number | null
}

/** The queue that a portal has before it defines any; a row of the same id stands in for it. */
export const supportQueue: QueueDefinition = {
  id: 'support',
  names: { pt: 'Suporte', en: 'Support' },
  followUp: 'reopen',
  followUpDays: null,
}
