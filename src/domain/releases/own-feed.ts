import { recordEvent } from '../events/index.ts'
import { type Context, notAllowed, notFound, type Person } from '../shared/index.ts'
import { dropFeed, feedById, feedOf, putFeed, touchFeed } from './feeds-store.ts'
import type { ReleaseView } from './types.ts'
import { listUpdates } from './updates.ts'

function bySession({ actor }: Context): Person {
  if (actor.kind !== 'person' || actor.scopes !== 'all') throw notAllowed('session-required')
  return actor
}

/** When the reader's feed got its address; null: it has none. */
export async function ownFeed(ctx: Context): Promise<number | null> {
  return (await feedOf(ctx.db, bySession(ctx).id))?.createdAt ?? null
}

/** @param id SHA-256 (hex) of the secret in the address, which only the caller knows and shows once */
export async function makeOwnFeed(ctx: Context, id: string): Promise<void> {
  const { id: personId, organisationId } = bySession(ctx)
  await ctx.write(async (tx) => {
    await putFeed(tx, { id, personId, createdAt: ctx.now })
    await recordEvent(ctx, tx, { type: 'feed.created', organisationId, subject: `person:${personId}` })
  })
}

export async function revokeOwnFeed(ctx: Context): Promise<void> {
  const { id: personId, organisationId } = bySession(ctx)
  await ctx.write(async (tx) => {
    if (!(await dropFeed(tx, personId))) return
    await recordEvent(ctx, tx, { type: 'feed.revoked', organisationId, subject: `person:${personId}` })
  })
}

export type FeedEntry = ReleaseView & { productName: string }
export type OwnFeed = { person: Person; entries: FeedEntry[] }

const longest = 50

/** What a person may know of now, the latest first, by the secret of their feed. @throws DomainError `not-found` */
export async function readOwnFeed(ctx: Context, id: string): Promise<OwnFeed> {
  const found = await feedById(ctx.db, id)
  if (!found || found.person.disabledAt !== null) throw notFound('feed')
  const { person, lookedAfter, feed } = found
  const own = [person.organisationId, ...(person.role === 'partner' ? lookedAfter : [])]
  const reader: Person = {
    kind: 'person',
    id: person.id,
    name: person.name,
    email: person.email,
    role: person.role,
    line: null,
    lang: person.lang,
    organisationId: person.organisationId,
    organisationIds: own,
    scopes: ['updates:read'],
    tokenId: null,
  }
  if ((feed.lastUsedAt ?? 0) < ctx.now - 3_600_000) await ctx.write((tx) => touchFeed(tx, id, ctx.now))
  const products = await listUpdates({ ...ctx, actor: reader })
  const entries = products
    .flatMap(({ product, releases }) =>
      releases.map((release) => ({ ...release, productName: product.name })),
    )
    // In a reader elsewhere, an embargo could not be kept.
    .filter(({ embargoUntil }) => embargoUntil === null)
    .toSorted((a, b) => b.publishedAt - a.publishedAt)
    .slice(0, longest)
  return { person: reader, entries }
}
