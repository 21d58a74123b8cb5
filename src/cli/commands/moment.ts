import { InvalidArgumentError } from 'commander'
import { z } from 'zod'

/** A moment as it was typed, in UTC. `Date` would take the 30th of February for the 2nd of March. */
export function momentText(text: string): string {
  const at = Date.parse(text)
  if (Number.isNaN(at) || !z.iso.date().safeParse(text.slice(0, 10)).success) {
    throw new InvalidArgumentError('Write a moment as 2027-02-01T09:00:00Z.')
  }
  return new Date(at).toISOString()
}
