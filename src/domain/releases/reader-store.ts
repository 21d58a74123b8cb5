import { and, eq, gt } from 'drizzle-orm'
import { events, organisations, partnerships } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'

export type Viewed = { kind: 'customer' | 'partner' | 'house'; name: string; looksAfter: string[] }

export async function viewedOrganisation(db: Reader, id: string): Promise<Viewed | null> {
  const [row] = await db.select().from(organisations).where(eq(organisations.id, id))
  if (!row) return null
  const others = await db
    .select({ id: partnerships.organisationId })
    .from(partnerships)
    .where(eq(partnerships.partnerId, id))
    .limit(500)
  return { kind: row.kind, name: row.name, looksAfter: others.map((other) => other.id) }
}

export async function recentlyViewed(
  db: Reader | Transaction,
  organisationId: string,
  personId: string,
  since: number,
): Promise<boolean> {
  const [row] = await db
    .select({ id: events.id })
    .from(events)
    .where(
      and(
        eq(events.subject, `organisation:${organisationId}`),
        eq(events.type, 'organisation.viewed-as'),
        eq(events.actorId, personId),
        gt(events.at, since),
      ),
    )
    .limit(1)
  return row !== undefined
}
