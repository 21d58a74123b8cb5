import { and, eq, isNull } from 'drizzle-orm'
import { people } from '#db/schema/index.ts'
import type { Transaction } from '../shared/index.ts'

/** A person for what is their own; for a service account’s, the managers of its organisation. */
export async function managersAnd(
  tx: Transaction,
  personId: string,
  organisationId: string | null,
): Promise<string[]> {
  const [person] = await tx.select({ service: people.service }).from(people).where(eq(people.id, personId))
  if (!person?.service || organisationId === null) return [personId]
  const managers = await tx
    .select({ id: people.id })
    .from(people)
    .where(
      and(
        eq(people.organisationId, organisationId),
        eq(people.role, 'customer-manager'),
        isNull(people.disabledAt),
      ),
    )
    .limit(20)
  return managers.map(({ id }) => id)
}
