import { eventsAfter, lastEventId, recordEvent } from '#domain/events/index.ts'
import {
  type Context,
  conflict,
  type FieldProblem,
  isDomainError,
  isSupervisor,
  notAllowed,
  type Transaction,
} from '#domain/shared/index.ts'
import { sha256 } from '../../auth/hash.ts'
import { type Group, type ImportKind, importDefinitions, type Outcome } from './kinds.ts'
import { partsOf } from './parts.ts'
import type { CsvTable } from './read-csv.ts'

export type RowResult = {
  line: number
  name: string
  outcome: Outcome | 'refused'
  /** By field, before and after. */
  changes: Record<string, [unknown, unknown]>
  problems: readonly FieldProblem[]
  /** Of a refusal that is about no field. */
  code: string | null
}

export type Plan = {
  counts: Record<RowResult['outcome'], number>
  results: RowResult[]
  /** Of all that would be done: another plan has another. */
  fingerprint: string
}

/** Thrown to undo what was done to see what it would do. */
class Undone extends Error {
  override name = 'Undone'
}

function groupsOf(kind: ImportKind, { rows }: CsvTable): Group[] {
  const { by, named } = importDefinitions[kind]
  const groups = new Map<string, { name: string; rows: CsvTable['rows'] }>()
  for (const row of rows) {
    const key = by === null ? String(row.line) : (row.cells[by] ?? '')
    const group = groups.get(key) ?? { name: row.cells[named] ?? '', rows: [] }
    group.rows.push(row)
    groups.set(key, group)
  }
  return [...groups.values()]
}

async function resultOf(ctx: Context, tx: Transaction, kind: ImportKind, group: Group): Promise<RowResult> {
  const { name, rows } = group
  const base = { line: rows[0]?.line ?? 0, name, changes: {}, problems: [], code: null }
  try {
    const outcome = await importDefinitions[kind].run(ctx, tx, rows)
    if (outcome !== 'changed') return { ...base, outcome }
    const [event] = await eventsAfter(tx, (await lastEventId(tx)) - 1, 1)
    return { ...base, outcome, changes: (event?.data.changes ?? {}) as RowResult['changes'] }
  } catch (error) {
    if (!isDomainError(error)) throw error
    return {
      ...base,
      outcome: 'refused',
      problems: error.fields,
      code: error.fields.length > 0 ? null : error.code,
    }
  }
}

function planOf(results: RowResult[]): Plan {
  results.sort((a, b) => a.line - b.line)
  const counts = { new: 0, changed: 0, same: 0, refused: 0 }
  for (const { outcome } of results) counts[outcome] += 1
  return { counts, results, fingerprint: sha256(JSON.stringify(results)) }
}

async function resultsOf(
  ctx: Context,
  tx: Transaction,
  kind: ImportKind,
  part: readonly Group[],
): Promise<RowResult[]> {
  const results: RowResult[] = []
  for (const [at, group] of part.entries()) {
    results.push(await resultOf(ctx, tx, kind, group))
    // Readers go on meanwhile: a file's SQL never leaves the event loop by itself.
    if (at % 50 === 49) await new Promise((resolve) => setImmediate(resolve))
  }
  return results
}

/** What a part would do, found by doing it and undoing that, so that a preview and the deed cannot differ. */
async function rehearsed(ctx: Context, kind: ImportKind, part: readonly Group[]): Promise<RowResult[]> {
  let results: RowResult[] = []
  try {
    await ctx.write(async (tx) => {
      results = await resultsOf(ctx, tx, kind, part)
      throw new Undone()
    })
  } catch (error) {
    if (!(error instanceof Undone)) throw error
  }
  return results
}

function checkPlan(plan: Plan, confirmed: string): void {
  if (plan.fingerprint !== confirmed) throw conflict('import-changed')
  if (plan.counts.refused > 0) throw conflict('import-refused')
}

/**
 * Takes a table over, part by part, each all of it or nothing. Before the first one, all parts are looked at again: as
 * long as a line is refused, or anything would be done that was not seen, nothing is. Each part is held against that
 * once more; what was done by then stays, and sent again is found to be the same.
 * @param confirmed fingerprint of the plan that was seen; null: only a preview
 * @throws DomainError `conflict` where by now something else would be done than was seen
 */
export async function runImport(
  ctx: Context,
  kind: ImportKind,
  table: CsvTable,
  file: { hash: string },
  confirmed: string | null,
): Promise<Plan> {
  if (!isSupervisor(ctx.actor)) throw notAllowed('supervisors-only')
  const parts = partsOf(kind, groupsOf(kind, table))
  const seen: RowResult[][] = []
  for (const part of parts) seen.push(await rehearsed(ctx, kind, part))
  const plan = planOf(seen.flat())
  if (confirmed === null) return plan
  checkPlan(plan, confirmed)
  for (const [at, part] of parts.entries()) {
    await ctx.write(async (tx) => {
      const results = await resultsOf(ctx, tx, kind, part)
      if (JSON.stringify(results) !== JSON.stringify(seen[at]))
        throw conflict(at === 0 ? 'import-changed' : 'import-stopped')
      const { new: added, changed, same } = planOf(results).counts
      await recordEvent(ctx, tx, {
        type: 'customers.imported',
        subject: `file:${file.hash.slice(0, 16)}`,
        data: {
          kind,
          new: added,
          changed,
          same,
          ...(parts.length > 1 ? { part: at + 1, parts: parts.length } : {}),
        },
      })
    })
  }
  return plan
}
