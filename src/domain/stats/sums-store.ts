import { type SQL, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '../shared/index.ts'
import { type SumChange, type SumName, sumNames } from './sums.ts'

const dropBatch = 5000

/** As the column is called. */
export const sumColumns: Record<SumName, SQL> = {
  opened: sql`opened`,
  answered: sql`answered`,
  'first-response-decided': sql`first_decided`,
  'first-response-kept': sql`first_kept`,
  resolved: sql`resolved`,
  'resolution-decided': sql`end_decided`,
  'resolution-kept': sql`end_kept`,
  'once-resolved': sql`once_resolved`,
  reopened: sql`reopened`,
  rated: sql`rated`,
  scoreSum: sql`score_sum`,
  open: sql`open`,
}

const listed = (of: (column: SQL, at: number) => SQL): SQL =>
  sql.join(
    sumNames.map((name, at) => of(sumColumns[name], at)),
    sql`, `,
  )

export async function addToSums(
  tx: Transaction,
  generation: number,
  changes: readonly SumChange[],
): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(({ by, month, grp, changes }) => [by, month, grp, ...changes])
  const value = (at: number): SQL => sql`json_extract(value, ${`$[${at}]`})`
  await tx.run(sql`insert into fact_sums (generation, "by", month, grp, ${listed((column) => column)})
    select ${generation}, ${value(0)}, ${value(1)}, ${value(2)}, ${listed((_, at) => value(at + 3))}
    from json_each(${JSON.stringify(rows)}) where true
    on conflict (generation, "by", month, grp) do update
      set ${listed((column) => sql`${column} = fact_sums.${column} + excluded.${column}`)}`)
}

/** Removes some of the sums that an earlier making left. */
export async function dropSums(tx: Transaction, before: number): Promise<void> {
  await tx.run(sql`delete from fact_sums where rowid in
    (select rowid from fact_sums where generation < ${before} limit ${dropBatch})`)
}

/** Whether a ticket is counted at a moment that is still to come: the clock was set back since. */
export async function isAhead(db: Reader, now: number): Promise<boolean> {
  const [row] = await db.all<{ ahead: number }>(sql`select
    exists (select 1 from ticket_facts where created_at >= ${now})
    or exists (select 1 from ticket_facts where resolved_at is not null and resolved_at >= ${now})
    or exists (select 1 from ticket_facts where first_resolved_at is not null and first_resolved_at >= ${now})
    or exists (select 1 from ticket_facts where rated_at is not null and rated_at >= ${now}) as ahead`)
  return row?.ahead === 1
}
