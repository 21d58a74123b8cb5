export { besideTicket } from './beside-ticket.ts'
export { type Caller, findCaller, type KnownCaller, searchCallers } from './caller.ts'
export {
  type CustomerPerson,
  getCustomerPerson,
  getManagedOrganisation,
  listPartners,
  type ManagedOrganisation,
} from './customer-person.ts'
export { getCustomer } from './get-customer.ts'
export {
  environments,
  listInstalled,
  mayRecordInstalled,
  recordInstalled,
  removeInstalled,
} from './install.ts'
export { inProduction } from './installed-store.ts'
export { listCustomers, listCustomersSchema, searchCustomers } from './list-customers.ts'
export type { CustomerRow } from './list-store.ts'
export { noteOrganisation, removeOrganisationNote } from './note-organisation.ts'
export type * from './types.ts'
