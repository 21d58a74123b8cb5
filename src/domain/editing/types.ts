import type { Lang } from '../knowledge/index.ts'

export type Named = { id: string; name: string }

export type EditState = 'draft' | 'review' | 'scheduled'

/** A working copy of one article in one language. */
export type Edit = {
  articleId: string
  lang: Lang
  state: EditState
  /** The whole file. */
  text: string
  /** Number of its newest revision: who saves names the one they began from. */
  revision: number
  /** The file that it began from; null: the article is new. */
  baseHash: string | null
  baseText: string | null
  owner: Named
  reviewer: Named | null
  publishAt: number | null
  ticketId: number | null
  createdAt: number
  updatedAt: number
  updatedBy: Named
}

export type RevisionCause = 'saved' | 'merged' | 'restored' | 'published' | 'archived' | 'file'

export type Revision = {
  number: number
  cause: RevisionCause
  why: string
  /** null: the system, or somebody who changed the file in the folder. */
  person: Named | null
  at: number
}

/** Three texts to be made one. */
export type Sides = {
  base: string
  theirs: string
  mine: string
  /** What the merged text is saved against. */
  revision: number
  /** Hash of the file, where it is the file that changed. */
  fileHash: string | null
}

/** A save is kept or compared; it never overwrites and never loses. */
export type Saved = { saved: { revision: number; changed: boolean } } | { conflict: Sides }

/** One thing to mend before a text can be published. */
export type EditFault = { file: string; line: number; field: string; expected: string; dangling?: true }

export type Published =
  | { published: { revision: number; commit: string | null; run: string } }
  | { faults: EditFault[] }
  | { conflict: Sides }

/** What verbs need of the content folder; paths are below it. */
export type Folder = {
  /** SHA-256 (hex). */
  hash(text: string): string
  read(path: string): Promise<string | null>
  /** The file has the old text or the new one, at any moment. */
  put(path: string, text: string): Promise<void>
  check(path: string, text: string): Promise<EditFault[]>
  /** Records the file in the folder's history, where it has one. @returns the commit */
  keep(path: string, text: string, by: { author: Named; committer: Named | null }): Promise<string | null>
}

export type Hash = Pick<Folder, 'hash'>

/** What happened to an article besides saves: reviews, schedules, publishes, refusals. */
export type Note = {
  id: number
  at: number
  kind: string
  person: Named | null
  words: string | null
  publishAt: number | null
  faults: EditFault[]
}
