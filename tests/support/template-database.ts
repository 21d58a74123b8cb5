import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { TestProject } from 'vitest/node'
import { migrate, openDatabase } from '../../db/client.ts'
import { loadPeople } from '../../src/server/demo/load-people.ts'

declare module 'vitest' {
  interface ProvidedContext {
    templateDatabase: string
  }
}

/** Migrates one database file and puts the demo people in; each test works on its own copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-template-'))
  const file = join(folder, 'template.db')
  const database = await openDatabase(pathToFileURL(file).href)
  await migrate(database)
  await loadPeople({ database }, Date.UTC(2026, 0, 5, 9))
  await database.client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  database.close()
  project.provide('templateDatabase', file)
  return () => rm(folder, { recursive: true, force: true })
}
