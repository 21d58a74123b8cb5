export {
  inReadingOrder,
  latestVersion,
  type ManualPage,
  manualPageUrl,
  parseManualPath,
} from './manual-page.ts'
export {
  type Audience,
  audiences,
  type Manual,
  type ManualPageMatter,
  manualPageSchema,
  manualSchema,
} from './schemas.ts'
