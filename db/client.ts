import { fileURLToPath } from 'node:url'
import { type Client, createClient } from '@libsql/client'
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql'
import { migrate as runMigrations } from 'drizzle-orm/libsql/migrator'
import { fileClient } from './file-client.ts'
import * as schema from './schema/index.ts'
import { createLane } from './write-lane.ts'

type Schema = typeof schema
/** Runs queries; inside a write it is the transaction itself. */
export type Root = LibSQLDatabase<Schema>
export type Reader = Omit<Root, 'batch' | 'transaction' | '$cache'>
export type Transaction = Parameters<Parameters<Root['transaction']>[0]>[0]
export type Write = <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>

export type Database = {
  client: Client
  reader: Root
  /** One write at a time in this process; a nested call runs inside the outer one's transaction. */
  write: Write
  /** Resolves when every write handed in so far has ended. */
  idle(): Promise<void>
  close(): void
}

/** @param url `file:…`, or `libsql://`, `https://`, `http://` of a libSQL server. */
export async function openDatabase(url: string, authToken?: string): Promise<Database> {
  const client = url.startsWith('file:')
    ? fileClient(url, 5_000)
    : createClient({ url, ...(authToken ? { authToken } : {}), timeout: 5_000 })
  if (url.startsWith('file:')) await client.execute('PRAGMA journal_mode = WAL')
  const reader = drizzle(client, { schema, casing: 'snake_case' })
  const lane = createLane(reader)
  return { client, reader, write: lane.write, idle: lane.idle, close: () => client.close() }
}

export async function migrate(database: Database): Promise<void> {
  const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url))
  await runMigrations(database.reader, { migrationsFolder })
}
