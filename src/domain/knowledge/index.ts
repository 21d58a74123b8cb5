export { addressRedirects, type Move, movesOf, recordAddresses, redirectsSchema } from './addresses.ts'
export {
  type Article,
  articleUrl,
  categoryUrl,
  type Lang,
  manualUrl,
  type Place,
  parsePath,
  pathOf,
  type Release,
} from './article.ts'
export { type ArticleView, articleView, changesUrl } from './article-view.ts'
export { audiencesOf, mayRead, opensTo } from './audience.ts'
export { type ChangesView, changesAt } from './changes-view.ts'
export { createLibrary, type Library, type Settings, writtenLibrary } from './library.ts'
export type {
  CategoryView,
  FaqView,
  ManualsView,
  ManualView,
  Pages as ListPages,
  ProductReleasesView,
  ReleasesView,
  Row,
  WholeManualView,
} from './list-views.ts'
export type { Link, Nav, NavLink } from './nav.ts'
export { openArticle } from './open-article.ts'
export { type Pages, type PageView, pagesOf } from './pages.ts'
export { marked, type Segment } from './query.ts'
export {
  alternatesOf,
  borrowedPages,
  manualRedirects,
  neighboursOf,
  newestReleases,
  otherLang,
  pageInVersion,
  parentUrl,
  productOf,
  type Redirect,
  relatedTo,
  shelfOf,
  type VersionLink,
  versionsOf,
  withdrawnReleases,
} from './relations.ts'
export {
  type Audience,
  audiences,
  type Category,
  categoriesSchema,
  type Manual,
  manualPageSchema,
  manualSchema,
  type Product,
  productsSchema,
  questionSchema,
  type ReleaseKind,
  releaseNoteSchema,
  type SiteSettings,
  searchSchema,
  siteSchema,
  statuses,
} from './schemas.ts'
export {
  type Found,
  type SearchHelp,
  type SearchResult,
  searchArticles,
  searchArticlesSchema,
} from './search-articles.ts'
export { type ArticleState, inForce, nextTurn, stateOf } from './state.ts'
export {
  countSearchRows,
  indexedArticles,
  type KnownAddress,
  knownAddresses,
  removeSearchRows,
  replaceSearchRows,
  type SearchRow,
} from './store.ts'
export { latestVersion, newestFirst } from './versions.ts'
