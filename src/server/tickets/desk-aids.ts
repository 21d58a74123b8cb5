import type { Context } from '#domain/shared/index.ts'
import { allQueues, type QueueDefinition } from '#domain/tickets/index.ts'

/** What the desk's page of a ticket offers to choose from. */
export type DeskAids = { queues: QueueDefinition[] }

export async function deskAids(ctx: Context): Promise<DeskAids> {
  return { queues: await allQueues(ctx.db) }
}
