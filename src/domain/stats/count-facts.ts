import type { Transaction } from '../shared/index.ts'
import type { Facts } from './facts.ts'
import { getRebuild, heldFacts, writeFacts } from './facts-store.ts'
import { monthAround } from './months.ts'
import { sumChanges } from './sums.ts'
import { addToSums } from './sums-store.ts'

/**
 * Writes facts, and counts each in the sums of its months instead of what was written of the ticket before; what was
 * read after a later event stays.
 * @returns what was written before of those that are replaced
 */
export async function countFacts(tx: Transaction, facts: readonly Facts[]): Promise<Facts[]> {
  const { generation, zone } = await getRebuild(tx)
  const ids = facts.map(({ ticketId }) => ticketId)
  const held = new Map((await heldFacts(tx, ids)).map((each) => [each.ticketId, each]))
  const fresh = facts.filter(({ ticketId, eventId }) => (held.get(ticketId)?.eventId ?? 0) <= eventId)
  const before = fresh.flatMap(({ ticketId }) => held.get(ticketId) ?? [])
  // Those of an earlier making are in its sums, not in these.
  const counted = before.filter((each) => each.generation === generation)
  await writeFacts(tx, generation, fresh)
  await addToSums(
    tx,
    generation,
    sumChanges(counted, fresh, (at) => monthAround(at, zone)),
  )
  return before
}
