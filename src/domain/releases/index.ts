export { type FoundDownload, findDownload, grantDownload, recordSent } from './download.ts'
export { type Channel, type Decision, decide, isVisible, type Terms } from './entitlement.ts'
export { isPublished } from './is-published.ts'
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
export { compareVersions, parseVersion, sortKeyOf } from './version.ts'
