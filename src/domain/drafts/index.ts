export {
  type Draft,
  draftOf,
  dropDraft,
  insteadOfDraft,
  keepDraft,
  maxDrafts,
  sweepDrafts,
} from './drafts.ts'
