import { csvResponse } from '../http/csv.ts'

/** A date is one in a spreadsheet, and in CSV a moment in UTC. */
export type Cell = string | number | boolean | Date | null
export type Sheet = { name: string; head: readonly string[]; rows: readonly (readonly Cell[])[] }

const excelDate = 'yyyy-mm-dd hh:mm'

/** Dates without a zone of their own, as spreadsheets have them: what is on the wall where the house is. */
function onTheWall(date: Date, zone: string): Date {
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  return new Date(`${wall.format(date).replace(' ', 'T')}Z`)
}

async function excel({ name, head, rows }: Sheet, zone: string): Promise<Uint8Array<ArrayBuffer>> {
  // Few ask for it, and the others should not pay for it.
  const { default: write } = await import('write-excel-file/node')
  const cell = (value: Cell): object | null => {
    if (value === null) return null
    if (value instanceof Date) return { value: onTheWall(value, zone), type: Date, format: excelDate }
    // As text even where it looks like a formula.
    if (typeof value === 'string') return { value, type: String }
    return { value, type: value === true || value === false ? Boolean : Number }
  }
  const titles = head.map((value) => ({ value, type: String, fontWeight: 'bold' as const, wrap: true }))
  const columns = head.map((title, at) => ({
    width: Math.min(
      60,
      rows
        .slice(0, 200)
        .reduce((most, row) => Math.max(most, String(row[at] ?? '').length), title.length / 2) + 3,
    ),
  }))
  const data = [titles, ...rows.map((row) => row.map(cell))] as never
  const buffer = await write(data, { columns, sheet: name.slice(0, 31), stickyRowsCount: 1 }).toBuffer()
  return new Uint8Array(buffer)
}

/** A table as a file. @param zone of the house: Excel has no zones */
export async function fileResponse(
  kind: 'csv' | 'xlsx',
  file: string,
  sheet: Sheet,
  zone: string,
): Promise<Response> {
  if (kind === 'csv') {
    const plain = sheet.rows.map((row) =>
      row.map((value) => (value instanceof Date ? value.toISOString() : value)),
    )
    return csvResponse(file, [sheet.head, ...plain])
  }
  return new Response(await excel(sheet, zone), {
    headers: {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': `attachment; filename="${file}.xlsx"`,
      'Cache-Control': 'private, no-store',
    },
  })
}

export function kindOf(url: URL): 'csv' | 'xlsx' | null {
  const format = url.searchParams.get('format')
  return format === 'csv' || format === 'xlsx' ? format : null
}
