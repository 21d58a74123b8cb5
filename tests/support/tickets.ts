import type { tickets } from '#db/schema/index.ts'
import { tuesday } from './world.ts'

type Row = typeof tickets.$inferInsert

/** A ticket of Vila Nova as a row, where how it was opened does not matter. */
export const ticketRow = (facts: Pick<Row, 'id' | 'requesterId'> & Partial<Row>): Row => ({
  subject: 'A digitalização falha',
  status: 'open',
  line: 1,
  queue: 'gestor',
  impact: 'normal',
  urgency: 'normal',
  priority: 'normal',
  priorityRank: 2,
  organisationId: 'vila-nova',
  channel: 'web',
  fields: {},
  createdAt: tuesday,
  updatedAt: tuesday,
  levelId: 'ouro',
  levelVersion: 1,
  calendarVersion: 1,
  ...facts,
})
