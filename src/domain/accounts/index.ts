export { type Absence, endAbsence, listAbsences, setAbsence, standInFor } from './absences.ts'
export { changeAccount } from './change-account.ts'
export { type Changes, changesBetween, isChanged } from './changes.ts'
export { accountSchema, createAccount, disableAccount, enableAccount } from './create-account.ts'
export { changeOrganisation, createOrganisation, organisationSchema } from './create-organisation.ts'
export {
  contractSchema,
  defineContract,
  definePartnership,
  defineProduct,
  endPartnership,
  partnershipSchema,
  productSchema,
} from './define-terms.ts'
export { emailSchema } from './email.ts'
export {
  checkFirstAdministratorLink,
  createFirstAdministrator,
  offerFirstAdministrator,
} from './first-administrator.ts'
export { findGrantHolder, type GrantHolder } from './grant-holder-store.ts'
export { acceptInvitation, inviteAccount, readInvitation } from './invite.ts'
export { listStaff } from './list-staff.ts'
export { passwordSchema } from './password.ts'
export { mayManageAccount, mayManageOrganisation, type OrganisationKind, rolesOf } from './policy.ts'
export {
  createService,
  disableService,
  getService,
  listServices,
  machineOrganisations,
  mayManageMachines,
  requireMachinist,
} from './services.ts'
export type { ServiceRow } from './services-store.ts'
export type { StaffRow } from './staff-store.ts'
export {
  allProducts,
  countPeople,
  deskPeople,
  findOrganisation,
  findOrganisationByName,
  findParkedForm,
  findPerson,
  findPersonByEmail,
  findSession,
  findTokenByHash,
  insertOrganisation,
  insertParkedForm,
  looksAfter,
  namesOfPeople,
  type OrganisationRow,
  organisationsByIds,
  type PersonRow,
  type ProductRow,
  type SessionRow,
  touchToken,
  updatePerson,
} from './store.ts'
export {
  allPartnerships,
  contractIds,
  contractOf,
  contractRevision,
  productsUnderContract,
} from './terms-store.ts'
export {
  type ApiToken,
  announceEndingTokens,
  createToken,
  listTokens,
  revokeToken,
  rotateOwnToken,
  rotateToken,
} from './tokens.ts'
