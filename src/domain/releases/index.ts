export { coveredProducts } from './covered-products.ts'
export { type FoundDownload, findDownload, grantDownload, recordSent } from './download.ts'
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
export { isPublished } from './is-published.ts'
export { publicVersions } from './public-versions.ts'
export {
  publishRelease,
  publishReleaseSchema,
  type StoredReleaseFile,
  storedFiles,
  yankRelease,
  yankReleaseSchema,
} from './publish-release.ts'
export type * from './types.ts'
export { getProductUpdates, getUpgradePath, listUpdates, upgradePathSchema } from './updates.ts'
export { pathFrom } from './upgrade-path.ts'
export { compareVersions, parseRange, parseVersion, satisfies, sortKeyOf } from './version.ts'
