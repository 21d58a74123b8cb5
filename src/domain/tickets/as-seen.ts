import { actorId, type Context, conflict } from '../shared/index.ts'
import { happenedSince } from './last-event-store.ts'
import { parseReference } from './reference.ts'

/** What came meanwhile keeps from it: words of others alone, or anything that others did. */
export type Concern = 'messages' | 'anything'

/**
 * The same context for somebody who decides by what a page showed: its writes are refused where others did something
 * since, and whoever wants it all the same has seen it then. Checked within the write, so nothing slips between.
 * @param event the last one that the page knew
 * @throws DomainError `conflict`, on writing: `new-message` or `changed-meanwhile`
 */
export function asSeen(ctx: Context, reference: string, event: number, concern: Concern): Context {
  const id = parseReference(reference) ?? 0
  return {
    ...ctx,
    write: (work) =>
      ctx.write(async (tx) => {
        if (await happenedSince(tx, id, event, actorId(ctx.actor), concern))
          throw conflict(concern === 'messages' ? 'new-message' : 'changed-meanwhile')
        return work(tx)
      }),
  }
}
