export { type Absence, endAbsence, listAbsences, setAbsence, standInFor } from './absences.ts'
export { createAccount, disableAccount } from './create-account.ts'
export { createOrganisation } from './create-organisation.ts'
export {
  contractSchema,
  defineContract,
  definePartnership,
  defineProduct,
  partnershipSchema,
  productSchema,
} from './define-terms.ts'
export { emailSchema } from './email.ts'
export {
  checkFirstAdministratorLink,
  createFirstAdministrator,
  offerFirstAdministrator,
} from './first-administrator.ts'
export { passwordSchema } from './password.ts'
export {
  allProducts,
  countPeople,
  deskPeople,
  findOrganisation,
  findParkedForm,
  findPerson,
  findPersonByEmail,
  findSession,
  findTokenByHash,
  insertOrganisation,
  insertParkedForm,
  type OrganisationRow,
  organisationsByIds,
  type PersonRow,
  type ProductRow,
  type SessionRow,
  touchToken,
  updatePerson,
} from './store.ts'
export { allPartnerships, contractIds, contractOf } from './terms-store.ts'
export { type ApiToken, createToken, listTokens, revokeToken } from './tokens.ts'
