export { archiveArticle } from './archive-article.ts'
export { type Cleaned, clean, type Removed, type RemovedKind } from './clean.ts'
export { discardEdit } from './discard-edit.ts'
export { draftFromTicket, type TicketDraft } from './draft-from-ticket.ts'
export {
  currentEdit,
  findRevisionAt,
  getRevision,
  listEdits,
  listReviewers,
  notesOf,
  revisionsOf,
} from './edits.ts'
export { largestText } from './inputs.ts'
export { mayPublishArticles, mayWriteArticles } from './policy.ts'
export { publishDue, publishEdit } from './publish-edit.ts'
export {
  claimPublish,
  endPublish,
  latestPublishes,
  type PublishEnd,
  publishWaits,
  releaseRuns,
  reportPublish,
  requestPublish,
} from './publish-queue.ts'
export { restoreRevision } from './restore-revision.ts'
export { approveEdit, askReview, returnEdit } from './review.ts'
export type { RevisionText } from './revisions-store.ts'
export { findRun, type RunCause, type RunRow, type RunView } from './runs-store.ts'
export { mergeEdit, saveEdit } from './save-edit.ts'
export { scheduleEdit, unscheduleEdit } from './schedule-edit.ts'
export { noteFiles, openEdit, startEdit } from './start-edit.ts'
export type * from './types.ts'
