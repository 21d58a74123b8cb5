import { type CsvError, type Info, parse } from 'csv-parse/sync'
import { DomainError, invalid } from '#domain/shared/index.ts'
import { fold } from '#words/index.ts'

export type CsvRow = { line: number; cells: Record<string, string> }
export type CsvTable = {
  rows: CsvRow[]
  /** It was not UTF-8 and read as Windows-1252. */
  converted: boolean
}
/** A column by the name that programs use, and what people may write above it. */
export type Column = { key: string; names: readonly string[]; required?: boolean }

/** So many are looked at and taken over while somebody waits. */
export const maxRows = 10_000
export const maxBytes = 5 * 1024 * 1024

function decode(bytes: Uint8Array): { text: string; converted: boolean } {
  // In UTF-16 every other byte is none; nothing else has them.
  if (bytes.includes(0)) throw new DomainError('invalid', 'csv-not-text')
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), converted: false }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), converted: true }
  }
}

/** What parts the names in the first line. */
function delimiterOf(text: string): string {
  const [head = ''] = text.split(/\r?\n/, 1)
  const times = (sign: string): number => head.split(sign).length
  return [';', '\t', ','].sort((a, b) => times(b) - times(a))[0] ?? ','
}

function plain(name: string): string {
  return fold(name)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** Which column each name above stands for. @throws DomainError where one is unknown, missing or twice */
function keysOf(head: readonly string[], columns: readonly Column[]): string[] {
  const keys = head.map((name) => {
    const column = columns.find(({ key, names }) => [key, ...names].some((one) => plain(one) === plain(name)))
    if (!column)
      throw invalid([{ field: 'file', code: 'unknown-column', params: { name: name.slice(0, 60) } }])
    return column.key
  })
  const twice = keys.find((key, at) => keys.indexOf(key) !== at)
  if (twice) throw invalid([{ field: 'file', code: 'column-twice', params: { name: twice } }])
  const missing = columns.find(({ key, required }) => required && !keys.includes(key))
  if (missing)
    throw invalid([
      { field: 'file', code: 'missing-column', params: { name: missing.names[0] ?? missing.key } },
    ])
  return keys
}

/** What our own tables put before a formula, so that a spreadsheet takes it for text. */
function cell(written: string): string {
  const bare = written.trim()
  return /^'[=+\-@]/.test(bare) ? bare.slice(1) : bare
}

/** A table with names in its first line; commas, semicolons or tabs. @throws DomainError that says what is wrong, and where */
export function readCsv(bytes: Uint8Array, columns: readonly Column[]): CsvTable {
  const { text, converted } = decode(bytes)
  const records = parsed(text)
  const [head, ...body] = records
  if (!head) throw invalid([{ field: 'file', code: 'required' }])
  if (body.length > maxRows)
    throw invalid([{ field: 'file', code: 'too-many-rows', params: { max: maxRows } }])
  const keys = keysOf(head.record, columns)
  const rows = body.map(({ record, line }) => {
    if (record.length !== keys.length) {
      throw invalid([
        { field: 'file', code: 'row-width', params: { line, found: record.length, wanted: keys.length } },
      ])
    }
    return { line, cells: Object.fromEntries(keys.map((key, at) => [key, cell(record[at] ?? '')])) }
  })
  return { rows, converted }
}

function parsed(text: string): { record: string[]; line: number }[] {
  try {
    const found = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 100_000,
      to: maxRows + 2,
    }) as unknown as { record: string[]; info: Info }[]
    return found
      .map(({ record, info }) => ({ record, line: info.lines }))
      .filter(({ record }) => record.some((one) => one.trim() !== ''))
  } catch (error) {
    const line = Number((error as CsvError).lines ?? 0)
    throw invalid([{ field: 'file', code: 'not-csv', params: { line } }])
  }
}
