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
export { audiencesOf, mayRead, opensTo } from './audience.ts'
export { createLibrary, type Library, type Settings } from './library.ts'
export { openArticle } from './open-article.ts'
export { queryWords, type Segment } from './query.ts'
export {
  alternatesOf,
  manualRedirects,
  neighboursOf,
  newestReleases,
  otherLang,
  parentUrl,
  productOf,
  type Redirect,
  relatedTo,
  shelfOf,
  type VersionLink,
  versionsOf,
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
  siteSchema,
  statuses,
} from './schemas.ts'
export { type Found, type SearchResult, searchArticles, searchArticlesSchema } from './search-articles.ts'
export { type ArticleState, nextTurn, stateOf } from './state.ts'
export { countSearchRows, replaceSearchRows, type SearchRow } from './store.ts'
export { latestVersion, newestFirst } from './versions.ts'
