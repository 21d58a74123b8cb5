import type { Article } from '../knowledge/index.ts'
import type { Page } from '../shared/index.ts'

export type Lang = Article['lang']

/** One article in one language. */
export type ArticleKey = Pick<Article, 'id' | 'lang'>

export type Suggestion = Pick<Article, 'id' | 'url' | 'title' | 'description'>

/** Searches that read the same. */
export type SearchGroup = {
  lang: Lang
  folded: string
  /** As it was last typed. */
  q: string
  count: number
  /** How many went on to the ticket form. */
  asked: number
  lastAt: number
}

/** `title` and `url` are null where the article is no longer published. */
export type Titled = ArticleKey & { title: string | null; url: string | null }

export type VotedArticle = Titled & {
  helpful: number
  votes: number
  /** The least share of helpful votes that these votes speak for. */
  least: number
  /** Comments that nobody has dealt with. */
  waiting: number
}

export type CommentView = Titled & {
  vote: string
  helpful: boolean
  comment: string
  at: number
  handledAt: number | null
  handledBy: string | null
}

export type CitedArticle = Titled & { tickets: number; lastAt: number }

export type SuggestedArticle = Titled & { opened: number; deflected: number }

export type CitingTicket = { id: number; at: number }

export type DueReview = Titled & { reviewBy: string; owner: string | null; overdue: boolean }

export type MissingTranslation = Titled & { missing: Lang; audience: Article['audience'] }

/** Visits in which articles were suggested, and what came of them. */
export type Deflection = {
  place: 'form' | 'nothing-found'
  /** Decided visits: the denominator. */
  shown: number
  opened: number
  deflected: number
  /** Their 72 hours are not over: in none of the other numbers. */
  undecided: number
}

export type SearchFigures = { total: number; nothing: number; abandoned: number; opened: number }

export type Lists = {
  nothing: Page<SearchGroup>
  abandoned: Page<SearchGroup>
  votes: Page<VotedArticle>
  comments: Page<CommentView>
  cited: Page<CitedArticle>
  suggested: Page<SuggestedArticle>
  reviews: Page<DueReview>
  translations: Page<MissingTranslation>
}
