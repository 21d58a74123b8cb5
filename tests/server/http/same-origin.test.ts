import { expect, it } from 'vitest'
import { safePath } from '#server/http/answer.ts'
import { isSameOrigin } from '#server/http/same-origin.ts'

const publicUrl = new URL('https://portal.example')

function request(method: string, headers: Record<string, string>): Request {
  return new Request('https://portal.example/x', { method, headers })
}

it.each([
  ['GET', { 'sec-fetch-site': 'cross-site' }, true],
  ['POST', { 'sec-fetch-site': 'same-origin' }, true],
  ['POST', { 'sec-fetch-site': 'same-site' }, false],
  ['POST', { 'sec-fetch-site': 'cross-site' }, false],
  ['DELETE', { 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' }, false],
  ['POST', { origin: 'https://portal.example' }, true],
  ['POST', { origin: 'https://evil.example' }, false],
  ['POST', { origin: 'null' }, false],
  ['POST', {}, true],
])('%s with %o: %s', (method, headers, expected) => {
  expect(isSameOrigin(request(method, headers as Record<string, string>), publicUrl)).toBe(expected)
})

it.each([
  ['/pt/tickets', '/pt/tickets'],
  ['//evil.example', '/pt/'],
  ['/\\evil.example', '/pt/'],
  ['https://evil.example', '/pt/'],
  ['/pt/tickets/new?kept=abc', '/pt/tickets/new?kept=abc'],
])('returns only to paths of ours: %s', (value, expected) => {
  expect(safePath(value, '/pt/')).toBe(expected)
})
