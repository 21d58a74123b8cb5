import { inflateRawSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { fileResponse } from '#server/stats/spreadsheet.ts'

const sheet = {
  name: 'Pedidos',
  head: ['Assunto', 'Minutos', 'Aberto em', 'No prazo'],
  rows: [['=1+1 "a", & <b>', 12.5, new Date('2026-07-01T08:30:00Z'), null]],
}

/** The files in a ZIP, found by its own directory. */
function unzip(zip: Buffer): Map<string, string> {
  const files = new Map<string, string>()
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4)) {
    const [size, length, header] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt32LE(at + 42),
    ]
    const name = zip.toString('utf8', at + 46, at + 46 + length)
    const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28)
    const data = zip.subarray(start, start + size)
    files.set(name, (zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data).toString())
  }
  return files
}

it('keeps numbers as numbers and dates as dates of the house in Excel, and formulas as text', async () => {
  const response = await fileResponse('xlsx', 'pedidos', sheet, 'Europe/Lisbon')
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="pedidos.xlsx"')
  const files = unzip(Buffer.from(await response.arrayBuffer()))
  const cells = files.get('xl/worksheets/sheet1.xml') ?? ''
  expect(cells).toContain('<v>12.5</v>')
  // 1 July 2026, 09:30 in Lisbon, in days since 1900.
  expect(Number(/<v>(46204[.\d]*)<\/v>/.exec(cells)?.[1])).toBeCloseTo(46204 + 9.5 / 24, 4)
  expect(cells).not.toContain('<f>')
  expect([...files.values()].join('')).toContain('=1+1')
})

it('guards formulas in CSV, and says moments in UTC', async () => {
  const text = await (await fileResponse('csv', 'pedidos', sheet, 'Europe/Lisbon')).text()
  expect(text).toContain(`"'=1+1 ""a"", & <b>",12.5,2026-07-01T08:30:00.000Z,`)
})
