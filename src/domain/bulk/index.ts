export { changeTickets, maxAtOnce } from './change-tickets.ts'
export { getRun, sweepRuns, unfinishedRun } from './get-run.ts'
export { type BulkDeed, type BulkItem, type BulkRun, bulkDeeds } from './types.ts'
export { undoChanges } from './undo.ts'
