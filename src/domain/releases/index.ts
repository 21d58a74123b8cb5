export { acceptEula, acceptEulaSchema, type EulaView, getEula } from './accept-eula.ts'
export { type Adopter, type Adoption, adoptionSchema, releaseAdoption } from './adoption.ts'
export {
  type ChannelManifest,
  draftChannelManifest,
  getChannelManifest,
  type ListedManifest,
  listChannelManifests,
  publishChannelManifest,
  warnOfExpiry,
} from './channel-manifest.ts'
export { type CheckedFile, recordFileCheck } from './check-files.ts'
export { coveredProducts, productsCoveredBy } from './covered-products.ts'
export {
  defineEula,
  type EulaRevision,
  getManagedEula,
  type Licence,
  listLicences,
  type ManagedEula,
  withdrawEula,
} from './define-eula.ts'
export { checkQuota, type FoundDownload, findDownload } from './download.ts'
export { discardDraft, draftSchema, saveDraft } from './draft.ts'
export { addReleaseFile, describeReleaseFile, removeReleaseFile, signReleaseFile } from './draft-files.ts'
export type { DraftRow } from './draft-store.ts'
export {
  best as bestDecision,
  type Channel,
  channelRank,
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
export type { ListedAcceptance } from './eula-store.ts'
export { changeExclusiveNotes } from './exclusive-notes.ts'
export {
  channels,
  factsShape,
  fileRoles,
  largestSignature,
  notesSchema,
  platformName,
  releaseKey,
  releaseKinds,
  severities,
  summarySchema,
} from './facts.ts'
export { findReleaseFor } from './find-release-for.ts'
export { openGrant, portalSecret } from './grants.ts'
export { type Download, listDownloads, listDownloadsSchema } from './history.ts'
export { isPublished } from './is-published.ts'
export type { Judged } from './judge.ts'
export {
  listReleases as listReleasesFor,
  listReleasesSchema as listReleasesForSchema,
} from './list-releases.ts'
export { versionNamingFault } from './naming.ts'
export {
  type ContractChange,
  type OpenedRelease,
  type Openings,
  openingsAmong,
  type TermsBefore,
} from './openings.ts'
export {
  countReleases,
  getManagedRelease,
  type ListedRelease,
  listReleases,
  listReleasesSchema,
  type ManagedFile,
  type ManagedRelease,
  type ReleaseState,
  stateOfRelease,
} from './overview.ts'
export {
  type FeedEntry,
  makeOwnFeed,
  type OwnFeed,
  ownFeed,
  readOwnFeed,
  revokeOwnFeed,
} from './own-feed.ts'
export { publicVersions } from './public-versions.ts'
export {
  type CheckNotes,
  type PublishMeans,
  publishDraft,
  returnDraft,
  submitDraft,
  whatIsMissing,
} from './publish-draft.ts'
export {
  publishRelease,
  publishReleaseSchema,
  type StoredReleaseFile,
  storedFiles,
  yankRelease,
  yankReleaseSchema,
} from './publish-release.ts'
export { readerFor, viewAs, type Whose } from './reader.ts'
export {
  type DownloadNote,
  grantLifetime,
  type Opened,
  recordDownloads,
} from './record-downloads.ts'
export { changeRollout, requestRelease, requestReleaseSchema } from './rollout.ts'
export {
  addSigningKey,
  listPublishingRules,
  listSigningKeys,
  revokeSigningKey,
  type Signing,
  type SigningKey,
  setPublishingRule,
} from './signing-keys.ts'
export { addSpan, covers, mayHaveGone, type Span } from './spans.ts'
export { releasesNamed, type Standings, standingsOf } from './standings.ts'
export type { ReleaseRow, TermsRow } from './store.ts'
export { checkClaims, readClaims } from './trusted-comment.ts'
export type * from './types.ts'
export { getProductUpdates, getUpgradePath, listUpdates, pathIn, upgradePathSchema } from './updates.ts'
export { pathFrom } from './upgrade-path.ts'
export {
  beginReleaseUpload,
  dropReleaseUpload,
  endReleaseUpload,
  getReleaseKey,
  getReleaseUpload,
  largestReleaseFile,
  listReceivedUploads,
  type ReceivedUpload,
  settleUpload,
  sweepReleaseUploads,
  uploadIsKnown,
} from './uploads.ts'
export { compareVersions, parseRange, parseVersion, satisfies, sortKeyOf } from './version.ts'
export { type News, type Running, updatesFor, whatIsNew } from './whats-new.ts'
