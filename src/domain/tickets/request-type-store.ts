import { asc, getTableColumns, isNull } from 'drizzle-orm'
import { requestTypes } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { RequestType } from './request-type.ts'

/** In use at a time: more than people choose from. */
export const maxActiveTypes = 30
/** With those out of use, which tickets still are. */
export const maxTypes = 200

const { createdAt: _, ...columns } = getTableColumns(requestTypes)

/** In the order in which they are offered; archived ones too. */
export function allRequestTypes(db: Reader | Transaction): Promise<RequestType[]> {
  return db
    .select(columns)
    .from(requestTypes)
    .orderBy(asc(requestTypes.position), asc(requestTypes.id))
    .limit(maxTypes)
}

export function countActiveTypes(tx: Transaction): Promise<number> {
  return tx.$count(requestTypes, isNull(requestTypes.archivedAt))
}

export async function putRequestType(tx: Transaction, type: RequestType, now: number): Promise<void> {
  const { id, ...set } = type
  await tx
    .insert(requestTypes)
    .values({ id, ...set, createdAt: now })
    .onConflictDoUpdate({ target: requestTypes.id, set })
}
