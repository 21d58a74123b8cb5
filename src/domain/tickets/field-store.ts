import { asc, getTableColumns, isNull } from 'drizzle-orm'
import { ticketFields } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { FieldDefinition } from './field.ts'

/** In use at a time: more than people fill in. */
export const maxActiveFields = 30
/** With those out of use, whose answers are still read. */
export const maxFields = 200

const { createdAt: _, ...columns } = getTableColumns(ticketFields)

/** Every definition, in the order in which they are asked; archived ones too. */
export async function allFields(db: Reader | Transaction): Promise<FieldDefinition[]> {
  return db
    .select(columns)
    .from(ticketFields)
    .orderBy(asc(ticketFields.position), asc(ticketFields.id))
    .limit(maxFields)
}

export async function countActiveFields(tx: Transaction): Promise<number> {
  return tx.$count(ticketFields, isNull(ticketFields.archivedAt))
}

export async function putField(tx: Transaction, field: FieldDefinition, now: number): Promise<void> {
  const { id, ...set } = field
  await tx
    .insert(ticketFields)
    .values({ id, ...set, createdAt: now })
    .onConflictDoUpdate({ target: ticketFields.id, set })
}
