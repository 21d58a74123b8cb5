import { sql } from 'drizzle-orm'
import type { Reader } from '../shared/index.ts'
import type { Counts } from './metrics.ts'
import type { Range } from './period.ts'

/** What was promised and kept of one service level and priority. */
export type PromiseRow = Pick<
  Counts,
  | 'opened'
  | 'first-response-decided'
  | 'first-response-kept'
  | 'resolved'
  | 'resolution-decided'
  | 'resolution-kept'
> & {
  level: string
  priority: number
  firstResponsePromised: number | null
  resolutionPromised: number | null
}

/** Of the tickets of one organisation; first responses of those opened, resolutions of those resolved in the stretch. */
export function promiseRows(
  db: Reader,
  organisation: string,
  { from, to }: Range,
  now: number,
): Promise<PromiseRow[]> {
  return db.all<PromiseRow>(sql`select level, priority, sum(opened) as opened, sum(resolved) as resolved,
      max(firstResponsePromised) as firstResponsePromised, sum("first-response-decided") as "first-response-decided", sum("first-response-kept") as "first-response-kept",
      max(resolutionPromised) as resolutionPromised, sum("resolution-decided") as "resolution-decided", sum("resolution-kept") as "resolution-kept"
    from (
      select f.level_id as level, f.priority, 1 as opened, 0 as resolved, f.first_response_promised as firstResponsePromised,
        (f.first_response_kept is not null or ifnull(f.first_response_due_at < ${now}, 0)) as "first-response-decided",
        ifnull(f.first_response_kept, 0) as "first-response-kept", null as resolutionPromised, 0 as "resolution-decided", 0 as "resolution-kept"
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
