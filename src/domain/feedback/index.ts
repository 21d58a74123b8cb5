export { citeArticles, type Moved } from './cite-articles.ts'
export { commentOnVote, getOwnVote } from './comment-on-vote.ts'
export { deflectionFigures } from './deflection-store.ts'
export { handleComment } from './handle-comment.ts'
export { recordSearch, sweepSearches } from './record-search.ts'
export {
  type KnowledgeReport,
  knowledgeReport,
  type ListName,
  lists,
  type Period,
  periods,
  reportList,
  ticketsCiting,
} from './report.ts'
export { leastShare } from './share.ts'
export { nearestArticles, suggestArticles, suggestionLimit } from './suggest-articles.ts'
export { countsVisits, recordSuggestionOpened, recordSuggestionsShown } from './suggestion-visits.ts'
export type * from './types.ts'
export { type Vote, voteOnArticle } from './vote-on-article.ts'
