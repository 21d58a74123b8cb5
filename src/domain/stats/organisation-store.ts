import { sql } from 'drizzle-orm'
import type { Reader } from '../shared/index.ts'
import type { Range } from './period.ts'

/** What was promised and kept of one service level and priority. */
export type PromiseRow = {
  level: string
  priority: number
  opened: number
  resolved: number
  firstPromised: number | null
  firstDecided: number
  firstKept: number
  endPromised: number | null
  endDecided: number
  endKept: number
}

/** Of the tickets of one organisation; first responses of those opened, resolutions of those resolved in the stretch. */
export function promiseRows(
  db: Reader,
  organisation: string,
  { from, to }: Range,
  now: number,
): Promise<PromiseRow[]> {
  return db.all<PromiseRow>(sql`select level, priority, sum(opened) as opened, sum(resolved) as resolved,
      max(firstPromised) as firstPromised, sum(firstDecided) as firstDecided, sum(firstKept) as firstKept,
      max(endPromised) as endPromised, sum(endDecided) as endDecided, sum(endKept) as endKept
    from (
      select f.level_id as level, f.priority, 1 as opened, 0 as resolved, f.first_response_promised as firstPromised,
        (f.first_response_kept is not null or ifnull(f.first_response_due_at < ${now}, 0)) as firstDecided,
        ifnull(f.first_response_kept, 0) as firstKept, null as endPromised, 0 as endDecided, 0 as endKept
      from ticket_facts f
      where f.created_at >= ${from} and f.created_at < ${to} and f.organisation_id = ${organisation}
      union all
      select f.level_id, f.priority, 0, 1, null, 0, 0, f.resolution_promised, f.resolution_kept is not null,
        ifnull(f.resolution_kept, 0)
      from ticket_facts f
      where f.resolved_at >= ${from} and f.resolved_at < ${to} and f.resolved_at is not null
        and f.organisation_id = ${organisation})
    group by level, priority order by priority desc, level`)
}
