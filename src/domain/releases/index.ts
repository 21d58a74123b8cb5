export { checkQuota, type FoundDownload, findDownload } from './download.ts'
export {
  type Channel,
  type Decision,
  decide,
  isOut,
  isVisible,
  type RefusalReason,
  type ReleaseFacts,
  rolloutPlace,
  type Standing,
  type Terms,
} from './entitlement.ts'
export { findReleaseFor } from './find-release-for.ts'
export { openGrant, portalSecret } from './grants.ts'
export { isPublished } from './is-published.ts'
export { listReleases, listReleasesSchema } from './list-releases.ts'
export {
  type FeedEntry,
  makeOwnFeed,
  type OwnFeed,
  ownFeed,
  readOwnFeed,
  revokeOwnFeed,
} from './own-feed.ts'
export {
  publishRelease,
  publishReleaseSchema,
  type StoredReleaseFile,
  storedFiles,
  yankRelease,
  yankReleaseSchema,
} from './publish-release.ts'
export {
  type DownloadNote,
  grantLifetime,
  type Opened,
  recordDownloads,
} from './record-downloads.ts'
export { addSpan, covers, type Span } from './spans.ts'
export type * from './types.ts'
export { getProductUpdates, getUpgradePath, listUpdates, upgradePathSchema } from './updates.ts'
export { pathFrom } from './upgrade-path.ts'
export { compareVersions, parseRange, parseVersion, satisfies, sortKeyOf } from './version.ts'
