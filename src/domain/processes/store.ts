import { and, asc, desc, eq, isNull, lt, type SQL, sql } from 'drizzle-orm'
import { people, processes, processVersions } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { ProcessDefinition } from './definition.ts'
import type { ListedProcess, Names, Process, ProcessVersion } from './types.ts'

type Db = Reader | Transaction
type Row = Omit<Process, 'definition' | 'archived'> & {
  definition: Record<string, unknown>
  archivedAt: number | null
}

const columns = {
  id: processes.id,
  version: processes.version,
  source: processVersions.source,
  definition: processVersions.definition,
  savedBy: people.name,
  savedAt: processVersions.savedAt,
  archivedAt: processes.archivedAt,
}

const current = and(
  eq(processVersions.processId, processes.id),
  eq(processVersions.version, processes.version),
)

function toProcess({ archivedAt, definition, ...row }: Row): Process {
  return { ...row, definition: definition as ProcessDefinition, archived: archivedAt !== null }
}

/** By id. @param limit more than there may be */
export async function listAll(db: Db, limit: number): Promise<ListedProcess[]> {
  const running = sql<number>`(select count(*) from (select 1 from ticket_processes r
    where r.process_id = ${processes.id} and r.state = 'running' limit 100))`
  const rows = await db
    .select({ ...columns, running })
    .from(processes)
    .innerJoin(processVersions, current)
    .innerJoin(people, eq(people.id, processVersions.savedBy))
    .orderBy(asc(processes.id))
    .limit(limit)
  return rows.map(({ running: count, ...row }) => {
    const { source: _, ...process } = toProcess(row)
    return { ...process, running: count }
  })
}

/** Those that a ticket may begin. */
export async function namesInUse(db: Db, limit: number): Promise<{ id: string; names: Names }[]> {
  const rows = await db
    .select({ id: processes.id, names: sql<string>`json_extract(${processVersions.definition}, '$.names')` })
    .from(processes)
    .innerJoin(processVersions, current)
    .where(isNull(processes.archivedAt))
    .orderBy(asc(processes.id))
    .limit(limit)
  return rows.map(({ id, names }) => ({ id, names: JSON.parse(names) as Names }))
}

export async function findProcess(db: Db, id: string): Promise<Process | null> {
  const [row] = await db
    .select(columns)
    .from(processes)
    .innerJoin(processVersions, current)
    .innerJoin(people, eq(people.id, processVersions.savedBy))
    .where(eq(processes.id, id))
  return row ? toProcess(row) : null
}

export function countProcesses(db: Db): Promise<number> {
  return db.$count(processes)
}

export async function insertProcess(tx: Transaction, row: typeof processes.$inferInsert): Promise<void> {
  await tx.insert(processes).values(row)
}

export async function updateProcess(
  tx: Transaction,
  id: string,
  set: Partial<typeof processes.$inferInsert>,
): Promise<void> {
  await tx.update(processes).set(set).where(eq(processes.id, id))
}

export async function insertVersion(
  tx: Transaction,
  row: typeof processVersions.$inferInsert,
): Promise<void> {
  await tx.insert(processVersions).values(row)
}

async function versionsWhere(
  db: Db,
  where: SQL | undefined,
  limit: number,
): Promise<(ProcessVersion & { source: string })[]> {
  const rows = await db
    .select({
      version: processVersions.version,
      source: processVersions.source,
      definition: processVersions.definition,
      restored: processVersions.restored,
      savedBy: people.name,
      savedAt: processVersions.savedAt,
    })
    .from(processVersions)
    .innerJoin(people, eq(people.id, processVersions.savedBy))
    .where(where)
    .orderBy(desc(processVersions.version))
    .limit(limit)
  return rows.map((row) => ({ ...row, definition: row.definition as ProcessDefinition }))
}

/** Newest first. @param before a version; those older than it */
export function versionsOf(
  db: Db,
  id: string,
  before: number | null,
  limit: number,
): Promise<ProcessVersion[]> {
  const older = before === null ? undefined : lt(processVersions.version, before)
  return versionsWhere(db, and(eq(processVersions.processId, id), older), limit)
}

export async function findVersion(
  db: Db,
  id: string,
  version: number,
): Promise<(ProcessVersion & { source: string }) | null> {
  const where = and(eq(processVersions.processId, id), eq(processVersions.version, version))
  return (await versionsWhere(db, where, 1))[0] ?? null
}
