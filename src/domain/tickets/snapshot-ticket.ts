import type { Actor, Transaction } from '../shared/index.ts'
import { lastEventOf } from './last-event-store.ts'
import { type Snapshot, snapshotOf } from './snapshot.ts'
import { findTicket } from './store.ts'
import { tagsOf } from './tag-store.ts'

/** A ticket in the middle of a change, and what happened to it last. */
export async function snapshotTicket(
  tx: Transaction,
  actor: Actor,
  id: number,
): Promise<{ snapshot: Snapshot; eventId: number } | null> {
  const ticket = await findTicket(tx, actor, id)
  if (!ticket) return null
  return { snapshot: snapshotOf(ticket, await tagsOf(tx, id)), eventId: await lastEventOf(tx, id) }
}
