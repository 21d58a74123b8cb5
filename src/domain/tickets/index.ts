export { announceFix, type FixWords } from './announce-fix.ts'
export { asOne, warm } from './as-one.ts'
export { asSeen } from './as-seen.ts'
export { changeFields } from './change-fields.ts'
export { changePriority } from './change-priority.ts'
export { changeQueue } from './change-queue.ts'
export { changeRequestType } from './change-request-type.ts'
export { changeStatus, closeTicket, reopenTicket } from './change-status.ts'
export { changeTeam } from './change-team.ts'
export { addToChecklist, removeFromChecklist, tickChecklist } from './checklist.ts'
export { closeResolved } from './close-resolved.ts'
export { plannedVersions } from './due-store.ts'
export {
  type EscalationMeans,
  type EscalationReason,
  escalateTicket,
  escalationReasons,
  handBackTicket,
} from './escalate.ts'
export { explainTicket } from './explain-ticket.ts'
export {
  type About,
  answersOf,
  applies,
  type FieldAnswer,
  type FieldDefinition,
  type FieldKind,
  fieldKinds,
  maxFieldText,
} from './field.ts'
export { allFields } from './field-store.ts'
export { addToCopy, removeFromCopy, unwatchTicket, watchTicket } from './follow-ticket.ts'
export { getDeskTicket, getTicket } from './get-ticket.ts'
export { assignTicket, claimTicket } from './hand-over.ts'
export { addLabel, archiveLabel, listLabels, renameLabel } from './label.ts'
export { allLabels, type LabelStatus, type StatusLabel } from './label-store.ts'
export { type LinkRole, linkRoles, maxLinks } from './link.ts'
export { linkTickets, unlinkTickets } from './link-tickets.ts'
export type { ListPage } from './list-page.ts'
export { listQueue, listQueueSchema, type QueueView, queueCounts, queueViews } from './list-queue.ts'
export { listTickets, listTicketsSchema, type StatusGroup, statusGroups } from './list-tickets.ts'
export { mergeTickets, unmergeTicket } from './merge-tickets.ts'
export { openTicket, openTicketSchema } from './open-ticket.ts'
export { pendingUploads } from './pending-uploads.ts'
export { mayLodge, mayUseDesk } from './policy.ts'
export { type Level, levels, type PriorityMatrix, priorityOf } from './priority.ts'
export { type CurrentMatrix, currentMatrix, definePriorityMatrix } from './priority-matrix.ts'
export { type FollowUp, followUpOf, followUps, type Outcome, type QueueDefinition } from './queue.ts'
export { allQueues, findQueue, type QueueRow } from './queue-store.ts'
export { rateTicket } from './rate-ticket.ts'
export { parseReference, type Reference, referenceOf } from './reference.ts'
export { remind, removeReminder, setReminder } from './remind.ts'
export { type Replied, replySchema, replyToTicket } from './reply-to-ticket.ts'
export { isOfProduct, type NamedType, type RequestType } from './request-type.ts'
export { allRequestTypes } from './request-type-store.ts'
export { revertTicket } from './revert.ts'
export { archiveField, getField, listFields, saveField } from './save-field.ts'
export { archiveQueue, getQueue, listQueues, saveQueue } from './save-queue.ts'
export {
  archiveRequestType,
  getRequestType,
  listRequestTypes,
  saveRequestType,
} from './save-request-type.ts'
export { archiveTeam, getTeam, listTeams, saveTeam } from './save-team.ts'
export { searchAttachments } from './search-attachments.ts'
export type { Snapshot } from './snapshot.ts'
export { snapshotTicket } from './snapshot-ticket.ts'
export { splitMessage } from './split-message.ts'
export { isActive, mayBecome, type Status, statuses, type WaitingFor, waitingFors } from './status.ts'
export { sweepContents, sweepUploads } from './sweep-uploads.ts'
export { tagSchema } from './tag.ts'
export { knownTags } from './tag-store.ts'
export { tagTicket, untagTicket } from './tag-ticket.ts'
export { plainTeamName, type Team } from './team.ts'
export { allTeams } from './team-store.ts'
export { timeline } from './timeline.ts'
export type * from './types.ts'
export { findAttachment, maxAttachments, recordUpload, removeUpload } from './uploads.ts'
export { visibleAmong, visibleOf } from './visibility-store.ts'
export { warnTickets } from './warn-tickets.ts'
export { writeAsSystem } from './write-as-system.ts'
