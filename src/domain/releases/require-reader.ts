import { type Context, hasScope, notAllowed, type Person } from '../shared/index.ts'

/** @throws DomainError `not-allowed` for visitors and for tokens without the scope */
export function requireReader(ctx: Context): Person {
  const { actor } = ctx
  if (actor.kind !== 'person' || !hasScope(actor, 'updates:read')) throw notAllowed('updates-not-yours')
  return actor
}
