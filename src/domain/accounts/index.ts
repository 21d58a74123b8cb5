export { createAccount, disableAccount } from './create-account.ts'
export { emailSchema } from './email.ts'
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
export { type ApiToken, createToken, listTokens, revokeToken } from './tokens.ts'
