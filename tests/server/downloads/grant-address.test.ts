import { expect, test } from 'vitest'
import { createGrants } from '#server/downloads/grant-address.ts'

const grants = createGrants('c2VjcmV0')
const grant = { id: 'g', fileId: 'f', organisationId: 'vila-nova', personId: 'ana', tokenId: null }
const now = Date.UTC(2026, 10, 24, 10)

test('no other letter is taken for the last of a grant, whose bits are not all used', () => {
  const text = grants.sign(grant, now)
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const taken = [...letters].filter((letter) => {
    try {
      return grants.verify(text.slice(0, -1) + letter, now).id === 'g'
    } catch {
      return false
    }
  })
  expect(taken).toEqual([text.at(-1)])
})

test('a grant is read back as it was given, for half a day at least', () => {
  const text = grants.sign(grant, now)
  expect(grants.verify(text, now)).toMatchObject(grant)
  expect(grants.verify(text, now + 12 * 3_600_000)).toMatchObject(grant)
  expect(() => grants.verify(text, now + 13 * 3_600_000)).toThrow('grant-expired')
})

test('a changed, foreign or malformed one is none', () => {
  const text = grants.sign(grant, now)
  const [payload = '', signature = ''] = text.split('.')
  const other = Buffer.from(payload, 'base64url').toString().replace('vila-nova', 'sao-bras')
  for (const forged of [
    `${Buffer.from(other).toString('base64url')}.${signature}`,
    `${payload}.${signature.slice(0, -1)}`,
    `${payload}.${'A'.repeat(43)}`,
    payload,
    '',
    '.',
    'a'.repeat(5000),
    createGrants('b3RoZXI').sign(grant, now),
  ])
    expect(() => grants.verify(forged, now)).toThrow('grant-invalid')
})
