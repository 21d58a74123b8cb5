import { expect, it } from 'vitest'
import { saidIn } from '#server/tickets/said.ts'

const said = (query: string): string | null =>
  saidIn(new URL(`http://portal.test/pt/desk/tickets/SUP-7${query}`), ['claimed', 'split'])

it('says what the address says was done', () => {
  expect(said('?claimed#said')).toBe('claimed')
  expect(said('?split=#said')).toBe('split')
  expect(said('')).toBeNull()
})

it('takes a form that is asked for as not done', () => {
  expect(said('?split=128#split')).toBeNull()
})
