import { describe, expect, test } from 'vitest'
import { parseByteRange, whatIsAsked } from '#server/downloads/preconditions.ts'

const size = 1000
const etag = `"${'a'.repeat(64)}"`

describe('a range', () => {
  test.each([
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=0-9', { start: 0, end: 9 }],
    ['bytes=10-', { start: 10, end: 999 }],
    ['bytes=-5', { start: 995, end: 999 }],
    ['bytes=-5000', { start: 0, end: 999 }],
    ['bytes=990-5000', { start: 990, end: 999 }],
    ['BYTES=1-2', { start: 1, end: 2 }],
    ['bytes=,1-2', { start: 1, end: 2 }],
    ['bytes=1-2 ,', { start: 1, end: 2 }],
    ['bytes=007-0008', { start: 7, end: 8 }],
  ])('%s is one', (header, range) => {
    expect(parseByteRange(header, size)).toEqual(range)
  })

  test.each(['bytes=1000-', 'bytes=1000-2000', 'bytes=-0', `bytes=${'9'.repeat(400)}-`])(
    '%s is past the end',
    (header) => {
      expect(parseByteRange(header, size)).toBe('unsatisfiable')
    },
  )

  test.each([
    '',
    'bytes',
    'bytes=',
    'bytes=-',
    'bytes=--5',
    'bytes=9-3',
    'bytes=a-b',
    'bytes=1',
    'bytes=1-2-3',
    'bytes=1 -2',
    'bytes=1- 2',
    'bytes =1-2',
    ' bytes=1-2',
    'bytes=+1-2',
    'bytes=1.0-2',
    'bytes=0x1-2',
    'bytes=1e1-20',
    'bytes=１-2',
    'bytes=0-1,4-5',
    'bytes=0-1,0-1,0-1',
    'bytes=1000-,2000-',
    'bytes=;1-2',
    'lines=1-2',
    'bytes=0-9;q=1',
    'bytes=0-9\u0000',
    'bytes=0-9\n',
    'none',
  ])('%j is ignored', (header) => {
    expect(parseByteRange(header, size)).toBe(null)
  })

  test('of an empty content is past its end', () => {
    expect(parseByteRange('bytes=0-', 0)).toBe('unsatisfiable')
    expect(parseByteRange('bytes=-5', 0)).toBe('unsatisfiable')
  })
})

describe('a request', () => {
  const range = 'bytes=0-9'
  const part = { status: 206, range: { start: 0, end: 9 } }
  test.each([
    ['GET', {}, { status: 200 }],
    ['GET', { range }, part],
    ['HEAD', { range }, { status: 200 }],
    ['GET', { range: 'bytes=5000-' }, { status: 416 }],
    ['GET', { range, 'if-range': etag }, part],
    ['GET', { range, 'if-range': `W/${etag}` }, { status: 200 }],
    ['GET', { range, 'if-range': '"other"' }, { status: 200 }],
    ['GET', { range, 'if-range': 'Thu, 26 Nov 2026 10:00:00 GMT' }, { status: 200 }],
    ['GET', { range: 'bytes=5000-', 'if-range': '"other"' }, { status: 200 }],
    ['GET', { 'if-none-match': etag }, { status: 304 }],
    ['HEAD', { 'if-none-match': etag }, { status: 304 }],
    ['GET', { 'if-none-match': `"x,y", W/${etag}` }, { status: 304 }],
    ['GET', { 'if-none-match': '*' }, { status: 304 }],
    ['GET', { 'if-none-match': '"other"', range }, part],
    ['GET', { 'if-none-match': etag, range: 'bytes=5000-' }, { status: 304 }],
    ['GET', { 'if-none-match': etag.slice(1) }, { status: 200 }],
    ['GET', { 'if-match': etag }, { status: 200 }],
    ['GET', { 'if-match': '*', range }, part],
    ['GET', { 'if-match': '"other"' }, { status: 412 }],
    ['GET', { 'if-match': `W/${etag}` }, { status: 412 }],
    ['GET', { 'if-match': '"other"', 'if-none-match': etag }, { status: 412 }],
    ['GET', { 'if-match': etag, 'if-none-match': etag }, { status: 304 }],
    ['GET', { 'if-modified-since': 'Thu, 26 Nov 2099 10:00:00 GMT' }, { status: 200 }],
    ['GET', { 'if-unmodified-since': 'Thu, 26 Nov 1999 10:00:00 GMT' }, { status: 200 }],
  ])('%s with %j gets %j', (method, headers, answer) => {
    expect(whatIsAsked(method, headers, { etag, size })).toEqual(answer)
  })
})
