import { expect, it } from 'vitest'
import { createVoters, voterOf } from '#server/feedback/voters.ts'

const day = 86_400_000
const noon = Date.UTC(2026, 10, 24, 12)
const client = { address: '192.0.2.7', userAgent: 'Firefox' }

it('gives the same voter the same id for an article, and others another', () => {
  const voters = createVoters()
  const [id] = voters.ids(voterOf(null, client), 'pt a', noon)
  expect(voters.ids(voterOf(null, client), 'pt a', noon + 60_000)).toEqual([id])
  expect(id).toMatch(/^[\w-]{32}$/)
  const others = [
    voters.ids(voterOf(null, client), 'pt b', noon),
    voters.ids(voterOf(null, { ...client, userAgent: 'Chromium' }), 'pt a', noon),
    voters.ids(voterOf('ana', client), 'pt a', noon),
    createVoters().ids(voterOf(null, client), 'pt a', noon),
  ]
  expect(new Set([id, ...others.map(([other]) => other)]).size).toBe(5)
})

it('still knows the id of yesterday, and no older one', () => {
  const voters = createVoters()
  const ids = (now: number) => voters.ids('x', 'pt a', now)
  const [first] = ids(noon)
  const [second, ...before] = ids(noon + day)
  expect(before).toEqual([first])
  expect(ids(noon + 2 * day).slice(1)).toEqual([second])
  expect(ids(noon)[0]).not.toBe(first)
})

it('stands for an address without saying it', () => {
  const voters = createVoters()
  expect(voters.alias(client.address, noon)).toBe(voters.alias(client.address, noon))
  expect(voters.alias(client.address, noon)).not.toContain('192')
  expect(voters.alias(client.address, noon)).not.toBe(voters.alias('192.0.2.8', noon))
})
