import { fileURLToPath } from 'node:url'
import {
  type Client,
  createClient,
  type InArgs,
  type InStatement,
  type InValue,
  type ResultSet,
  type Transaction,
} from '@libsql/client'
import Connection from 'libsql'

type Bound = null | number | bigint | string | Buffer
type Values = Bound[]
type Kept = (values: Values) => ResultSet

/** Statements whose text varies (a list of three, a list of four) must not fill the memory. */
const mostKept = 400

const readerCacheKB = 16_000

/**
 * A client for a database file that prepares each statement once. libSQL's own client does so at every execution, which
 * takes several times as long as running it. One connection reads and one writes: a reader never sees what is not
 * committed. Migrations and batches go through libSQL's client.
 */
export function fileClient(url: string, busyTimeout: number): Client {
  const inner = createClient({ url, timeout: busyTimeout })
  const path = fileURLToPath(url)
  const open = (): Connected => connected(new Connection(path, { timeout: busyTimeout }))
  const reader = open()
  const writer = open()
  // Two megabytes are SQLite's own: of a large file, the upper pages of its indexes would be read again and again.
  reader.exec(`PRAGMA cache_size = -${readerCacheKB}`)

  return {
    protocol: 'file',
    async execute(statement: InStatement, args?: InArgs) {
      const [sql, values] = bind(statement, args)
      // What writes outside a transaction must not get into one that is open on the writing connection.
      return reads(sql) ? reader.prepare(sql)(values) : inner.execute({ sql, args: values as InValue[] })
    },
    async transaction() {
      return begin(writer)
    },
    batch: (statements, mode) => inner.batch(statements, mode),
    migrate: (statements) => inner.migrate(statements),
    executeMultiple: (sql) => inner.executeMultiple(sql),
    sync: () => inner.sync(),
    reconnect: () => inner.reconnect(),
    close() {
      reader.close()
      writer.close()
      inner.close()
    },
    get closed() {
      return inner.closed
    },
  }
}

type Connected = {
  prepare(sql: string): Kept
  exec(sql: string): void
  inTransaction(): boolean
  close(): void
}

function connected(connection: Connection.Database): Connected {
  const statements = new Map<string, Kept>()
  return {
    prepare(sql) {
      const held = statements.get(sql) ?? prepare(connection, sql)
      // The map's order is that of use: the one not used for longest is first.
      statements.delete(sql)
      statements.set(sql, held)
      if (statements.size > mostKept) statements.delete(statements.keys().next().value ?? '')
      return held
    },
    exec: (sql) => void connection.exec(sql),
    inTransaction: () => connection.inTransaction,
    close() {
      statements.clear()
      connection.close()
    },
  }
}

function prepare(connection: Connection.Database, sql: string): Kept {
  const statement = connection.prepare(sql)
  if (!statement.reader) {
    return (values) => {
      const { changes, lastInsertRowid } = statement.run(values)
      return result([], [], changes, BigInt(lastInsertRowid))
    }
  }
  statement.raw(true)
  const columns = statement.columns().map(({ name }) => name)
  const Row = rowClass(columns)
  return (values) => {
    const rows = (statement.all(values) as unknown[][]).map((row) => new Row(row))
    return result(columns, rows, 0, undefined)
  }
}

function reads(sql: string): boolean {
  return (
    /^\s*(select|pragma|explain)\b/i.test(sql) || /^\s*with\b(?!.*\b(insert|update|delete)\b)/is.test(sql)
  )
}

/** Rows as libSQL's client gives them: by name, and by place without its being listed. */
function rowClass(columns: readonly string[]): new (values: unknown[]) => object {
  class Row {
    readonly #values: unknown[];
    [name: string]: unknown
    constructor(values: unknown[]) {
      this.#values = values
      for (let at = columns.length - 1; at >= 0; at--) this[columns[at] as string] = values[at]
    }
    static at(row: Row, place: number): unknown {
      return row.#values[place]
    }
  }
  Object.defineProperty(Row.prototype, 'length', { value: columns.length })
  for (let at = 0; at < columns.length; at++) {
    Object.defineProperty(Row.prototype, at, {
      get(this: Row) {
        return Row.at(this, at)
      },
    })
  }
  return Row
}

function result(
  columns: string[],
  rows: object[],
  rowsAffected: number,
  lastInsertRowid: bigint | undefined,
): ResultSet {
  return {
    columns,
    columnTypes: [],
    rows: rows as ResultSet['rows'],
    rowsAffected,
    lastInsertRowid,
    toJSON: () => ({ columns, rows, rowsAffected, lastInsertRowid: lastInsertRowid?.toString() }),
  }
}

function begin(writer: Connected): Transaction {
  let open = true
  /** With what SQLite undid all by itself, as where the disk is full: nothing after it may be written alone. */
  let undone: unknown = null
  writer.exec('BEGIN IMMEDIATE')
  const noticing = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      if (!writer.inTransaction()) {
        open = false
        undone = error
      }
      throw error
    }
  }
  const commit = (): void => {
    if (undone) throw undone
    if (!open) return
    open = false
    try {
      writer.exec('COMMIT')
    } finally {
      // One that could not be committed must not stay open: nobody could begin another.
      if (writer.inTransaction()) writer.exec('ROLLBACK')
    }
  }
  const rollback = (): void => {
    if (open) writer.exec('ROLLBACK')
    open = false
  }
  const run = (statement: InStatement): ResultSet => {
    if (!open) throw undone ?? new Error('the transaction has ended')
    const [sql, values] = bind(statement)
    return noticing(() => writer.prepare(sql)(values))
  }
  return {
    execute: async (statement: InStatement) => run(statement),
    batch: async (statements) => statements.map(run),
    executeMultiple: async (sql) => noticing(() => writer.exec(sql)),
    commit: async () => commit(),
    rollback: async () => rollback(),
    close: rollback,
    get closed() {
      return !open
    },
  }
}

function bind(statement: InStatement, args?: InArgs): [sql: string, values: Values] {
  const sql = typeof statement === 'string' ? statement : statement.sql
  const given = typeof statement === 'string' ? (args ?? []) : (statement.args ?? [])
  if (!Array.isArray(given)) throw new TypeError('statements of this client take their values by place')
  return [sql, given.map(bound)]
}

function bound(value: InValue): Bound {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.getTime()
  if (value instanceof ArrayBuffer) return Buffer.from(value)
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  if (value === undefined) throw new TypeError('undefined is no value of a statement')
  return value
}
