import type { EditFault, Folder } from '#domain/editing/index.ts'
import { createWorld, type Name, tuesday, type World } from '#tests/support/world.ts'

export { refusal } from '#tests/domain/tickets/support.ts'
export { tuesday }
export const minute = 60_000

export const key = { articleId: 'faq/access/recover-password', lang: 'pt' } as const
export const path = 'faq/access/recover-password.pt.md'

/** A content folder in memory; `broken` makes one of its steps fail as a crash would. */
export type TestFolder = Folder & {
  files: Map<string, string>
  faults: EditFault[]
  commits: { path: string; author: string; committer: string | null }[]
  broken: 'put' | 'keep' | null
}

export function createFolder(files: Record<string, string> = {}): TestFolder {
  const folder: TestFolder = {
    files: new Map(Object.entries(files)),
    faults: [],
    commits: [],
    broken: null,
    hash: (text) => `hash of ${text}`,
    read: async (file) => folder.files.get(file) ?? null,
    async put(file, text) {
      if (folder.broken === 'put') throw new Error('killed')
      folder.files.set(file, text)
    },
    check: async () => folder.faults,
    async keep(file, _text, { author, committer }) {
      if (folder.broken === 'keep') throw new Error('killed')
      folder.commits.push({ path: file, author: author.name, committer: committer?.name ?? null })
      return 'c0ffee'
    },
  }
  return folder
}

export type Newsroom = Omit<World, 'folder'> & {
  folder: TestFolder
  /** Types of the events about the article, oldest first. */
  events(): Promise<string[]>
  rows(sql: string): Promise<Record<string, unknown>[]>
  file(): Promise<string | null>
}

export async function createNewsroom(text: string | null = 'first'): Promise<Newsroom> {
  const world = await createWorld()
  const folder = createFolder(text === null ? {} : { [path]: text })
  const rows = async (sql: string): Promise<Record<string, unknown>[]> =>
    (await world.database.client.execute(sql)).rows.map((row) => ({ ...row }))
  return {
    ...world,
    folder,
    rows,
    async events() {
      const found = await rows("select type from events where subject like 'article:%' order by id")
      return found.map(({ type }) => String(type))
    },
    file: () => folder.read(path),
  }
}

export const outsiders: readonly Name[] = ['ana', 'bruno', 'dora']
