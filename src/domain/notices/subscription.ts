import type { Role } from '../shared/index.ts'

export const noticeLevels = ['none', 'security', 'all'] as const
/** What of a product somebody is told of. */
export type NoticeLevel = (typeof noticeLevels)[number]

export const noticePaces = ['critical', 'security'] as const
/** What they are told at once; the rest comes once a week. */
export type NoticePace = (typeof noticePaces)[number]

export type NoticeChoice = { level: NoticeLevel; atOnce: NoticePace }

/** What somebody gets who chose nothing: whoever answers for an installation is told of security fixes at once. */
export function defaultChoice(role: Role): NoticeChoice {
  const answers = role === 'customer-manager' || role === 'partner'
  return { level: answers ? 'security' : 'none', atOnce: 'security' }
}
