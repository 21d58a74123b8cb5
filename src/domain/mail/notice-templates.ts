export type Pace = 'at-once' | 'weekly'

/** Letters that go to many at a time, about updates. */
export const noticeTemplates: Record<Pace, string> = { 'at-once': 'notice', weekly: 'notices-weekly' }
