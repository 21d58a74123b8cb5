import type { Named, Reference } from '../tickets/index.ts'
import type { ProcessDefinition, ProcessStep } from './definition.ts'

export type Names = Record<'pt' | 'en', string>

export type Process = {
  id: string
  version: number
  source: string
  definition: ProcessDefinition
  savedBy: string
  savedAt: number
  archived: boolean
}

/** In the list: on how many tickets it runs, counted to a hundred. */
export type ListedProcess = Omit<Process, 'source'> & { running: number }

export type ProcessVersion = {
  version: number
  definition: ProcessDefinition
  /** The version whose words it has again. */
  restored: number | null
  savedBy: string
  savedAt: number
}

/** One step in a ticket's list. */
export type StepProgress = {
  id: string
  names: Names
  by: ProcessStep['by']
  state: 'done' | 'now' | 'ahead' | 'left-out'
  completedAt: number | null
  completedBy: Named | null
}

/** A form to fill in: what whoever fills it sees of a step. */
export type StepForm = Pick<ProcessStep, 'id' | 'names' | 'by' | 'text' | 'fields' | 'next'>

/** A ticket's process, as the desk or as the customer sees it. */
export type TicketProcess = {
  reference: Reference
  processId: string
  names: Names
  state: 'running' | 'ended' | 'cancelled'
  steps: StepProgress[]
  turn: number
  /** The step's form, where it is the reader's to fill in now. */
  form: StepForm | null
  /** Every field that the reader's side fills in, for words that lost their form. */
  labels: Record<string, Names>
  /** Desk only: why it was cancelled. */
  reason: string | null
  /** Desk only: what the last step's actions were refused. */
  refused: { kind: string; code: string }[]
}
