import { and, asc, eq, isNull } from 'drizzle-orm'
import { answerTemplates, people } from '#db/schema/index.ts'
import { byName, type Reader, type Transaction } from '../shared/index.ts'
import type { TemplateChanges } from './changes.ts'
import type { AnswerTemplate } from './types.ts'

type Row = typeof answerTemplates.$inferSelect
export type NewTemplate = typeof answerTemplates.$inferInsert

/** As it is kept: whether it still fits is for its reader to see. */
export type KeptTemplate = Omit<AnswerTemplate, 'faults'>

function toTemplate({ row, author }: { row: Row; author: string }): KeptTemplate {
  const { productId, archivedAt, updatedBy: _, changes, ...rest } = row
  return {
    ...rest,
    changes: changes as TemplateChanges | null,
    product: productId,
    archived: archivedAt !== null,
    updatedBy: author,
  }
}

/** Those in use, by name. @param lang null: both */
export async function templatesOf(db: Reader, lang: 'pt' | 'en' | null): Promise<KeptTemplate[]> {
  const rows = await db
    .select({ row: answerTemplates, author: people.name })
    .from(answerTemplates)
    .innerJoin(people, eq(people.id, answerTemplates.updatedBy))
    .where(and(isNull(answerTemplates.archivedAt), lang ? eq(answerTemplates.lang, lang) : undefined))
    .orderBy(asc(answerTemplates.lang), asc(answerTemplates.name))
    .limit(1000)
  return rows.map(toTemplate).sort((a, b) => a.lang.localeCompare(b.lang) || byName(a, b))
}

export async function findTemplate(db: Reader | Transaction, id: string): Promise<KeptTemplate | null> {
  const [row] = await db
    .select({ row: answerTemplates, author: people.name })
    .from(answerTemplates)
    .innerJoin(people, eq(people.id, answerTemplates.updatedBy))
    .where(eq(answerTemplates.id, id))
  return row ? toTemplate(row) : null
}

export async function insertTemplate(tx: Transaction, row: NewTemplate): Promise<void> {
  await tx.insert(answerTemplates).values(row)
}

export async function updateTemplate(tx: Transaction, id: string, set: Partial<NewTemplate>): Promise<void> {
  await tx.update(answerTemplates).set(set).where(eq(answerTemplates.id, id))
}
