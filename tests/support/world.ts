import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inject, onTestFinished } from 'vitest'
import { type Database, openDatabase } from '#db/client.ts'
import type { people } from '#db/seed/world.ts'
import { findTokenByHash } from '#domain/accounts/index.ts'
import type { Actor, Context, Person } from '#domain/shared/index.ts'
import { sha256 } from '#server/auth/hash.ts'
import { createLocalStore } from '#server/files/local-store.ts'
import type { FileStore } from '#server/files/store.ts'
import { createHolidays } from '#server/sla/holidays.ts'

export type Name = (typeof people)[number]['id']

export type World = {
  database: Database
  files: FileStore
  folder: string
  /** A demo person, signed in with everything their role allows. */
  person(name: Name): Promise<Person>
  /** The context of that person (or of any actor) at `now`. */
  as(who: Name | Actor, now?: number): Promise<Context>
}

const holidays = createHolidays()

/** Tuesday 24 November 2026, 10:00 in Lisbon: support is open. */
export const tuesday: number = Date.UTC(2026, 10, 24, 10)

/** A world of one's own: a copy of the migrated template with the demo people, gone when the test ends. */
export async function createWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-world-'))
  const file = join(folder, 'world.db')
  await copyFile(inject('templateDatabase'), file)
  const database = await openDatabase(pathToFileURL(file).href)
  const files = await createLocalStore(join(folder, 'files'))
  onTestFinished(async () => {
    await database.idle()
    database.close()
    await rm(folder, { recursive: true, force: true })
  })

  let sequence = 0
  async function person(name: Name): Promise<Person> {
    const found = await findTokenByHash(database.reader, sha256(`bal_demo_${name}`))
    if (!found) throw new Error(`no demo person ${name}`)
    return { ...found.actor, scopes: 'all', tokenId: null }
  }

  return {
    database,
    files,
    folder,
    person,
    async as(who, now = tuesday) {
      const actor = typeof who === 'string' ? await person(who) : who
      return {
        actor,
        now,
        db: database.reader,
        write: database.write,
        files,
        ids: { next: () => `id-${String(++sequence).padStart(6, '0')}` },
        holidays,
        requestId: 'test',
      }
    },
  }
}
