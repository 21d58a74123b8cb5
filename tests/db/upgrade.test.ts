import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { migrate as runMigrations } from 'drizzle-orm/libsql/migrator'
import { afterEach, describe, expect, it } from 'vitest'
import { type Database, migrate, openDatabase } from '#db/client.ts'

type Journal = { entries: { idx: number; tag: string }[] }
const migrations = join(import.meta.dirname, '../../db/migrations')
const folders: string[] = []
const open: Database[] = []

/** A database as it was after the first `count` migrations. */
async function databaseOf(count: number): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-upgrade-'))
  folders.push(folder)
  const older = join(folder, 'migrations')
  await cp(migrations, older, { recursive: true })
  const path = join(older, 'meta/_journal.json')
  const journal = JSON.parse(await readFile(path, 'utf8')) as Journal
  await writeFile(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }))
  const database = await openDatabase(pathToFileURL(join(folder, 'old.db')).href)
  open.push(database)
  await runMigrations(database.reader, { migrationsFolder: older })
  return database
}

afterEach(async () => {
  for (const database of open.splice(0)) database.close()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

describe('upgrading a database', () => {
  it('keeps the reason of a withdrawn release, in both languages', async () => {
    const database = await databaseOf(2)
    await database.client.executeMultiple(`
      insert into products (id, name, created_at) values ('gestor', 'Gestor', 1);
      insert into releases (id, product_id, version, sort_key, sequence, kind, status, channel, required, free_for_all, cves, fixes, yanked_reason, created_at)
        values ('r1', 'gestor', '7.4.1', '7', 1, 'full', 'yanked', 'stable', 0, 0, '[]', '[]', 'Loses data', 1);`)
    await migrate(database)
    const { rows } = await database.client.execute('select yanked_reason as reason from releases')
    expect(JSON.parse(String(rows[0]?.reason))).toEqual({ pt: 'Loses data', en: 'Loses data' })
  })

  it('knows of each ticket since when its line has it, and warns of what is to come', async () => {
    const database = await databaseOf(4)
    const soon = Date.now() + 86_400_000
    const ticket = (id: number, status: string, resolvedAt: string, due: string): string =>
      `(${id}, 'x', '${status}', 2, 'support', 'low', 'low', 'low', 1, 'o', 'p', 'p', 'web', '{}', 1000, 2000, ${resolvedAt}, 'none', 0, 0, ${due})`
    await database.client.executeMultiple(`
      insert into organisations (id, name, kind, created_at) values ('o', 'O', 'customer', 1);
      insert into people (id, email, name, role, organisation_id, lang, created_at) values ('p', 'p@o.test', 'P', 'agent', 'o', 'pt', 1);
      insert into tickets (id, subject, status, line, queue, impact, urgency, priority, priority_rank, organisation_id, requester_id, assignee_id, channel, fields, created_at, updated_at, resolved_at, level_id, level_version, calendar_version, next_due_at)
        values ${[ticket(1, 'open', 'null', String(soon)), ticket(2, 'open', 'null', '3000'), ticket(3, 'closed', '1500', 'null')].join(', ')};`)
    await migrate(database)
    const stays = await database.client.execute(
      'select ticket_id, line, arrived_at, left_at, assignee_id from line_stays order by ticket_id',
    )
    expect(
      stays.rows.map((row) => [row.ticket_id, row.line, row.arrived_at, row.left_at, row.assignee_id]),
    ).toEqual([
      [1, 2, 1000, null, 'p'],
      [2, 2, 1000, null, 'p'],
      [3, 2, 1000, 1500, 'p'],
    ])
    const { rows } = await database.client.execute(
      'select desk_due_at as due, next_warning_at as warning from tickets order by id',
    )
    expect(rows.map(({ due, warning }) => [due, warning])).toEqual([
      [soon, soon],
      [3000, null],
      [null, null],
    ])
  })

  it('reaches the same tables from every earlier version', async () => {
    const tables = async (database: Database): Promise<unknown[]> => {
      const { rows } = await database.client.execute(
        "select name, sql from sqlite_schema where name not like 'sqlite_%' order by name",
      )
      return rows.map((row) => [row.name, row.sql])
    }
    const fresh = await databaseOf(0)
    await migrate(fresh)
    const journal = JSON.parse(await readFile(join(migrations, 'meta/_journal.json'), 'utf8')) as Journal
    for (let count = 1; count < journal.entries.length; count++) {
      const old = await databaseOf(count)
      await migrate(old)
      expect(await tables(old)).toEqual(await tables(fresh))
    }
  })
})
