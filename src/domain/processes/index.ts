export type { AnswerWords } from './answers.ts'
export {
  type FieldKind,
  fieldKinds,
  type ProcessAction,
  type ProcessDefinition,
  type ProcessField,
  type ProcessStep,
  readDefinition,
  type Way,
} from './definition.ts'
export { end } from './flow.ts'
export { getProcess, listProcesses, listProcessVersions, processesToStart } from './list-processes.ts'
export { mayEditProcesses } from './policy.ts'
export { cancelProcess, type ProcessMeans, startProcess, submitStep } from './run-process.ts'
export { archiveProcess, checkProcess, mostProcesses, restoreProcess, saveProcess } from './save-process.ts'
export { ticketProcess } from './ticket-process.ts'
export type * from './types.ts'
