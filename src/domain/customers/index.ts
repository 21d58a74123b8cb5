export { besideTicket } from './beside-ticket.ts'
export { getCustomer } from './get-customer.ts'
export { noteOrganisation, removeOrganisationNote } from './note-organisation.ts'
export type * from './types.ts'
