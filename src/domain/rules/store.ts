import { and, asc, desc, eq, gt, isNotNull, isNull, lt, max, sql } from 'drizzle-orm'
import { people, rules, ruleVersions } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { RuleDefinition } from './definition.ts'
import type { Rule, RuleVersion } from './types.ts'

type Db = Reader | Transaction
export type NewRule = typeof rules.$inferInsert

const columns = {
  id: rules.id,
  name: rules.name,
  activeFrom: rules.activeFrom,
  version: rules.version,
  definition: ruleVersions.definition,
  savedBy: people.name,
  savedAt: ruleVersions.savedAt,
  archivedAt: rules.archivedAt,
}

const current = and(eq(ruleVersions.ruleId, rules.id), eq(ruleVersions.version, rules.version))

function toRule({ archivedAt, definition, ...row }: Row): Rule {
  return { ...row, definition: definition as RuleDefinition, archived: archivedAt !== null }
}
type Row = Omit<Rule, 'definition' | 'archived'> & {
  definition: Record<string, unknown>
  archivedAt: number | null
}

/** Those in use, in their order. @param limit more than there may be */
export async function rulesInOrder(db: Db, limit: number, running = false): Promise<Rule[]> {
  const rows = await db
    .select(columns)
    .from(rules)
    .innerJoin(ruleVersions, current)
    .innerJoin(people, eq(people.id, ruleVersions.savedBy))
    .where(and(isNull(rules.archivedAt), running ? isNotNull(rules.activeFrom) : undefined))
    .orderBy(asc(rules.position), asc(rules.id))
    .limit(limit)
  return rows.map(toRule)
}

export async function findRule(db: Db, id: string): Promise<Rule | null> {
  const [row] = await db
    .select(columns)
    .from(rules)
    .innerJoin(ruleVersions, current)
    .innerJoin(people, eq(people.id, ruleVersions.savedBy))
    .where(eq(rules.id, id))
  return row ? toRule(row) : null
}

export function countRules(db: Db): Promise<number> {
  return db.$count(rules, isNull(rules.archivedAt))
}

export async function lastPosition(db: Db): Promise<number> {
  const [row] = await db.select({ last: max(rules.position) }).from(rules)
  return row?.last ?? 0
}

export async function insertRule(tx: Transaction, row: NewRule): Promise<void> {
  await tx.insert(rules).values(row)
}

export async function updateRule(tx: Transaction, id: string, set: Partial<NewRule>): Promise<void> {
  await tx.update(rules).set(set).where(eq(rules.id, id))
}

export async function insertVersion(tx: Transaction, row: typeof ruleVersions.$inferInsert): Promise<void> {
  await tx.insert(ruleVersions).values(row)
}

/** The rule in use beside this one; null: it is the first or the last. */
export async function neighbourOf(
  tx: Transaction,
  id: string,
  up: boolean,
): Promise<{ id: string; position: number; own: number } | null> {
  const [own] = await tx.select({ position: rules.position }).from(rules).where(eq(rules.id, id))
  if (!own) return null
  const { position } = rules
  const [row] = await tx
    .select({ id: rules.id, position })
    .from(rules)
    .where(and(isNull(rules.archivedAt), up ? lt(position, own.position) : gt(position, own.position)))
    .orderBy(up ? desc(position) : asc(position))
    .limit(1)
  return row ? { ...row, own: own.position } : null
}

const versionColumns = {
  version: ruleVersions.version,
  name: ruleVersions.name,
  definition: ruleVersions.definition,
  restored: ruleVersions.restored,
  savedBy: people.name,
  savedAt: ruleVersions.savedAt,
}

/** Newest first. @param before a version; those older than it */
export async function versionsOf(
  db: Db,
  ruleId: string,
  before: number | null,
  limit: number,
): Promise<RuleVersion[]> {
  const older = before === null ? undefined : lt(ruleVersions.version, before)
  const rows = await db
    .select(versionColumns)
    .from(ruleVersions)
    .innerJoin(people, eq(people.id, ruleVersions.savedBy))
    .where(and(eq(ruleVersions.ruleId, ruleId), older))
    .orderBy(desc(ruleVersions.version))
    .limit(limit)
  return rows.map((row) => ({ ...row, definition: row.definition as RuleDefinition }))
}

export async function findVersion(db: Db, ruleId: string, version: number): Promise<RuleVersion | null> {
  const [row] = await versionsOf(db, ruleId, version + 1, 1)
  return row?.version === version ? row : null
}

/** Organisations that are named, and the first ones by name. */
export async function organisationsFor(
  db: Db,
  named: readonly string[],
): Promise<{ id: string; name: string }[]> {
  const list = JSON.stringify(named)
  return db.all(sql`select id, name from organisations where id in (select value from json_each(${list}))
    or id in (select id from organisations where kind <> 'house' order by plain_name limit 200)
    order by plain_name`)
}
