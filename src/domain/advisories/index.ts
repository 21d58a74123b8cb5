export { readBill, readQuery } from './bill.ts'
export type { BillFile, FoundComponent } from './bill-store.ts'
export {
  billsToRead,
  type ComponentsFound,
  componentsSchema,
  recordBill,
  searchComponents,
} from './bills.ts'
export { csafPath, type Publisher } from './csaf.ts'
export { readCvss } from './cvss.ts'
export { documentOf } from './documents.ts'
export { findAdvisories } from './find-advisories.ts'
export {
  advisoriesToCome,
  advisoryFilterSchema,
  advisoryToWrite,
  findAdvisoryFor,
  getAdvisory,
  type ListedAdvisory,
  listAdvisories,
} from './list-advisories.ts'
export { mayWriteAdvisories } from './policy.ts'
export { publishAdvisory, withdrawAdvisory } from './publish-advisory.ts'
export { saveAdvisory } from './save-advisory.ts'
export { type AdvisoryStatement, justifications, type VexStatus, vexStatus } from './statement.ts'
export type * from './types.ts'
export { isAdvisoryOut, maySeeAdvisory, readerOf } from './visible.ts'
