import { and, desc, eq, lt, lte, type SQL } from 'drizzle-orm'
import { articleRevisions, people } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { Key } from './store.ts'
import type { Revision, RevisionCause } from './types.ts'

export type RevisionText = { number: number; text: string; hash: string; at: number }
export type NewRevision = Key & {
  text: string
  hash: string
  cause: RevisionCause
  why: string
  personId: string | null
  at: number
}

function of({ articleId, lang }: Key): SQL | undefined {
  return and(eq(articleRevisions.articleId, articleId), eq(articleRevisions.lang, lang))
}

const text = {
  number: articleRevisions.number,
  text: articleRevisions.text,
  hash: articleRevisions.hash,
  at: articleRevisions.at,
}

async function newest(db: Reader | Transaction, where: SQL | undefined): Promise<RevisionText | null> {
  const [row] = await db
    .select(text)
    .from(articleRevisions)
    .where(where)
    .orderBy(desc(articleRevisions.number))
    .limit(1)
  return row ?? null
}

export function newestRevision(db: Reader | Transaction, key: Key): Promise<RevisionText | null> {
  return newest(db, of(key))
}

export function findRevision(
  db: Reader | Transaction,
  key: Key,
  number: number,
): Promise<RevisionText | null> {
  return newest(db, and(of(key), eq(articleRevisions.number, number)))
}

/** How the article stood at that moment, as far as it is known. */
export function revisionAt(db: Reader, key: Key, moment: number): Promise<RevisionText | null> {
  return newest(db, and(of(key), lte(articleRevisions.at, moment)))
}

export async function insertRevision(tx: Transaction, revision: NewRevision): Promise<number> {
  const number = ((await newestRevision(tx, revision))?.number ?? 0) + 1
  await tx.insert(articleRevisions).values({ ...revision, number })
  return number
}

/** Newest first, without their texts. */
export function listRevisions(db: Reader, key: Key, before: number, limit: number): Promise<Revision[]> {
  return db
    .select({
      number: articleRevisions.number,
      cause: articleRevisions.cause,
      why: articleRevisions.why,
      at: articleRevisions.at,
      person: { id: people.id, name: people.name },
    })
    .from(articleRevisions)
    .leftJoin(people, eq(people.id, articleRevisions.personId))
    .where(and(of(key), lt(articleRevisions.number, before)))
    .orderBy(desc(articleRevisions.number))
    .limit(limit)
}
