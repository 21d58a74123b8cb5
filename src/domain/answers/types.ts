import type { Status, WaitingFor } from '../tickets/index.ts'
import type { TemplateChanges, TemplateFault } from './changes.ts'
import type { Variable } from './variables.ts'

export type AnswerTemplate = {
  id: string
  name: string
  lang: 'pt' | 'en'
  /** null: fits all. */
  product: string | null
  line: number | null
  /** Markdown with `{{variables}}`. */
  body: string
  internal: boolean
  /** What the ticket becomes with it; null: stays. */
  status: Exclude<Status, 'new' | 'merged'> | null
  waitingFor: WaitingFor | null
  /** What else is done to the ticket with it; null: nothing. */
  changes: TemplateChanges | null
  /** What of it no longer fits. */
  faults: TemplateFault[]
  revision: number
  updatedAt: number
  updatedBy: string
  archived: boolean
}

/** What a ticket says for each variable; null: it says nothing. */
export type Values = Readonly<Record<Variable, string | null>>

/** A template made ready for one ticket. `missing`: variables that it says nothing for, left as they are. */
export type Filled = Pick<AnswerTemplate, 'body' | 'internal' | 'status' | 'waitingFor'> & {
  missing: Variable[]
}
