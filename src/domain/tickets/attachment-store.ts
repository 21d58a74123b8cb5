import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { attachments, releaseFiles } from '#db/schema/index.ts'
import { type Actor, actorId, invalid, type Reader, type Transaction } from '../shared/index.ts'
import { readableBy, visibleTo } from './visibility-store.ts'

export type AttachmentRow = typeof attachments.$inferSelect

export async function insertUpload(tx: Transaction, row: typeof attachments.$inferInsert): Promise<void> {
  await tx.insert(attachments).values(row)
}

/** Uploads since `since` that no message has taken. */
export function countPending(db: Reader | Transaction, personId: string, since: number): Promise<number> {
  return db.$count(
    attachments,
    and(
      eq(attachments.uploaderId, personId),
      gt(attachments.createdAt, since),
      isNull(attachments.messageId),
    ),
  )
}

/** A person's own uploads among these that no message has taken, in the order they came. */
export function findPending(
  db: Reader,
  personId: string,
  ids: readonly string[],
): Promise<Pick<AttachmentRow, 'id' | 'name' | 'size' | 'type'>[]> {
  const { id, name, size, type } = attachments
  return db
    .select({ id, name, size, type })
    .from(attachments)
    .where(
      and(
        inArray(attachments.id, [...ids]),
        eq(attachments.uploaderId, personId),
        isNull(attachments.messageId),
      ),
    )
    .orderBy(attachments.createdAt)
}

/** Gives a person's own pending uploads to a message. @throws DomainError `invalid` when one is not theirs or taken */
export async function attachUploads(
  tx: Transaction,
  personId: string,
  ids: readonly string[],
  ticketId: number,
  messageId: number,
): Promise<void> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return
  const taken = await tx
    .update(attachments)
    .set({ ticketId, messageId })
    .where(
      and(
        inArray(attachments.id, wanted),
        eq(attachments.uploaderId, personId),
        isNull(attachments.messageId),
      ),
    )
    .returning({ id: attachments.id })
  if (taken.length !== wanted.length) throw invalid([{ field: 'uploads', code: 'unknown' }])
}

/** @returns the hash of what was removed; null when there is no such pending upload of this person */
export async function deleteUpload(tx: Transaction, personId: string, id: string): Promise<string | null> {
  const [row] = await tx
    .delete(attachments)
    .where(and(eq(attachments.id, id), eq(attachments.uploaderId, personId), isNull(attachments.messageId)))
    .returning({ hash: attachments.hash })
  return row?.hash ?? null
}

/** Removes uploads from before `before` that no message has taken. @returns their hashes */
export async function deleteAbandoned(tx: Transaction, before: number, limit: number): Promise<string[]> {
  const rows = await tx.all<{ hash: string }>(
    sql`delete from ${attachments} where id in (select id from ${attachments}
      where message_id is null and created_at < ${before} limit ${limit}) returning hash`,
  )
  return rows.map(({ hash }) => hash)
}

/** Which of these contents something names. */
export async function usedHashes(db: Reader, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set()
  const list = JSON.stringify(hashes)
  const rows = await db.all<{ hash: string }>(
    sql`select value as hash from json_each(${list}) where exists(select 1 from ${attachments} where hash = value)
      or exists(select 1 from ${releaseFiles} where sha256 = value)`,
  )
  return new Set(rows.map(({ hash }) => hash))
}

/** Contents are shared by their hash, with releases too. */
export async function isHashUsed(tx: Transaction, hash: string): Promise<boolean> {
  const [row] = await tx.all<{ used: number }>(
    sql`select exists(select 1 from ${attachments} where hash = ${hash}) or exists(select 1 from ${releaseFiles} where sha256 = ${hash}) as used`,
  )
  return row?.used === 1
}

/** An attachment of a message the actor may read, or the actor's own pending upload. */
export async function findReadable(db: Reader, actor: Actor, id: string): Promise<AttachmentRow | null> {
  const [row] = await db
    .select()
    .from(attachments)
    .where(
      and(
        eq(attachments.id, id),
        sql`case when ${attachments.messageId} is null then ${attachments.uploaderId} = ${actorId(actor)}
          else exists (select 1 from messages m join tickets t on t.id = m.ticket_id
            where m.id = ${attachments.messageId} and ${readableBy(actor)} and ${visibleTo(actor)}) end`,
      ),
    )
  return row ?? null
}

export type ToSearch = Pick<AttachmentRow, 'id' | 'hash' | 'name' | 'size' | 'type'> & {
  ticketId: number
  audience: 'customer' | 'internal'
}

/** Attachments of messages whose words are not in the search yet. */
export function attachmentsToSearch(db: Reader, limit: number): Promise<ToSearch[]> {
  return db.all<ToSearch>(sql`select f.id, f.hash, f.name, f.size, f.type, m.ticket_id as ticketId, m.audience
    from attachments f indexed by attachments_to_search cross join messages m on m.id = f.message_id
    where f.searched_at is null and f.message_id is not null order by f.id limit ${limit}`)
}

/** @returns whether it was not marked before */
export async function markSearched(tx: Transaction, id: string, at: number): Promise<boolean> {
  const marked = await tx
    .update(attachments)
    .set({ searchedAt: at })
    .where(and(eq(attachments.id, id), isNull(attachments.searchedAt)))
    .returning({ id: attachments.id })
  return marked.length > 0
}
