import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../shared/index.ts'
import { deflectionWindow } from './deflection.ts'
import { beyond, type Range } from './report-store.ts'
import type { Lang } from './types.ts'

/** The person lodged something from the moment the article was opened to exactly the end of the window. */
const lodged = sql`exists (select 1 from tickets t where t.requester_id = v.person_id
  and t.updated_at >= v.opened_at and t.created_at between v.opened_at and v.opened_at + ${deflectionWindow})`
const decided = (now: number): SQL => sql`coalesce(v.opened_at, v.shown_at) + ${deflectionWindow} < ${now}`

export type DeflectionRow = {
  place: string
  shown: number
  opened: number
  deflected: number
  undecided: number
}

export function deflectionRows(db: Reader, since: number, now: number): Promise<DeflectionRow[]> {
  return db.all<DeflectionRow>(sql`
    select place, sum(decided) as shown, sum(decided and opened) as opened,
      sum(decided and opened and not lodged) as deflected, sum(not decided) as undecided
    from (
      select v.place, ${decided(now)} as decided, v.opened_at is not null as opened,
        v.opened_at is not null and ${lodged} as lodged
      from suggestion_visits v where v.shown_at >= ${since})
    group by place`)
}

/** Decided visits that began in a stretch of time, all places together. @param organisation null: of all */
export async function deflectionFigures(
  db: Reader,
  { from, to }: { from: number; to: number },
  organisation: string | null,
  now: number,
): Promise<{ shown: number; opened: number; deflected: number }> {
  const whose = organisation === null ? sql`1` : sql`v.organisation_id = ${organisation}`
  const [row] = await db.all<{ shown: number; opened: number; deflected: number }>(sql`
    select count(*) as shown, coalesce(sum(v.opened_at is not null), 0) as opened,
      coalesce(sum(v.opened_at is not null and not ${lodged}), 0) as deflected
    from suggestion_visits v
    where v.shown_at >= ${from} and v.shown_at < ${to} and ${whose} and ${decided(now)}`)
  return row ?? { shown: 0, opened: 0, deflected: 0 }
}

export type SuggestedRow = { id: string; lang: Lang; opened: number; deflected: number }

/** Articles opened from suggestions, in decided visits: those that most often were the answer first. */
export function suggestedArticles(
  db: Reader,
  now: number,
  { since, after, limit }: Range,
): Promise<SuggestedRow[]> {
  return db.all<SuggestedRow>(sql`
    select * from (
      select v.opened as id, v.lang, count(*) as opened, sum(not ${lodged}) as deflected
      from suggestion_visits v
      where v.shown_at >= ${since} and v.opened is not null and ${decided(now)}
      group by v.opened, v.lang)
    where ${beyond(after, 3, ([deflected, opened, key]) => sql`(-deflected, -opened, lang || id) > (${-Number(deflected)}, ${-Number(opened)}, ${key})`)}
    order by -deflected, -opened, lang || id
    limit ${limit}`)
}
