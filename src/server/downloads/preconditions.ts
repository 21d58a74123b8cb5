import type { IncomingHttpHeaders } from 'node:http'

export type ByteRange = { start: number; end: number }
export type Asked =
  | { status: 200 }
  | { status: 206; range: ByteRange }
  | { status: 304 }
  | { status: 412 }
  | { status: 416 }

/** A list of entity tags, or `*` (RFC 9110, 8.8.3). */
function tagsOf(header: string): readonly string[] | '*' {
  if (header.trim() === '*') return '*'
  return header.match(/(?:W\/)?"[\u0021\u0023-\u007e\u0080-\u00ff]*"/g) ?? []
}

/** Strong comparison: a weak tag is equal to none. */
function matchesStrongly(header: string, etag: string): boolean {
  const tags = tagsOf(header)
  return tags === '*' || tags.includes(etag)
}

function matchesWeakly(header: string, etag: string): boolean {
  const tags = tagsOf(header)
  return tags === '*' || tags.some((tag) => tag.replace(/^W\//, '') === etag)
}

/**
 * One range of bytes (RFC 9110, 14.1.2). What is malformed, in another unit, or several at once is ignored, as the
 * standard allows; null then.
 */
export function parseByteRange(header: string, size: number): ByteRange | 'unsatisfiable' | null {
  const [, set] = /^bytes=(.*)$/i.exec(header) ?? []
  const specs = (set ?? '')
    .split(',')
    .map((spec) => spec.replace(/^[ \t]+|[ \t]+$/g, ''))
    .filter((spec) => spec !== '')
  const [, first, last] = /^(\d*)-(\d*)$/.exec(specs.length === 1 ? (specs[0] as string) : '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return null
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 }
  }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return null
  if (start >= size) return 'unsatisfiable'
  return { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
}

/**
 * What a request for a content gets, in the order of RFC 9110, 13.2.2. A content has a strong tag and no date: what
 * compares dates is ignored, and an `If-Range` with a date never matches. Ranges are for GET alone.
 */
export function whatIsAsked(
  method: string,
  headers: IncomingHttpHeaders,
  { etag, size }: { etag: string; size: number },
): Asked {
  const ifMatch = headers['if-match']
  if (ifMatch !== undefined && !matchesStrongly(ifMatch, etag)) return { status: 412 }
  const ifNoneMatch = headers['if-none-match']
  if (ifNoneMatch !== undefined && matchesWeakly(ifNoneMatch, etag)) return { status: 304 }
  const { range: header } = headers
  const ifRange = headers['if-range']
  if (method !== 'GET' || header === undefined) return { status: 200 }
  if (ifRange !== undefined && String(ifRange).trim() !== etag) return { status: 200 }
  const range = parseByteRange(header, size)
  if (range === 'unsatisfiable') return { status: 416 }
  return range ? { status: 206, range } : { status: 200 }
}
