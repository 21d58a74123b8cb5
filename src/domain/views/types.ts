import type { Column } from './columns.ts'

/** What a view narrows the queue to; absent: not narrowed. */
export type ViewFilter = Partial<
  Record<
    | 'view'
    | 'q'
    | 'product'
    | 'priority'
    | 'organisation'
    | 'queue'
    | 'tag'
    | 'requestType'
    | 'team'
    | 'field'
    | 'sort',
    string
  >
>

export type SavedView = {
  id: string
  name: string
  shared: boolean
  filter: ViewFilter
  /** null: as each person has them. */
  columns: readonly Column[] | null
  /** Whether the reader may change and delete it. */
  mine: boolean
}
