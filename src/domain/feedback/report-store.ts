import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../shared/index.ts'
import { z } from './share.ts'
import type { CitingTicket, Lang, SearchFigures, SearchGroup } from './types.ts'

/** Values of the last row that was shown, in the order of the list; null: from the beginning. */
export type After = readonly (string | number)[] | null

export type Range = { since: number; after: After; limit: number }

/** A cursor of another list, or of nobody's making, begins at the beginning. */
export const beyond = (
  after: After,
  values: number,
  condition: (values: readonly (string | number)[]) => SQL,
): SQL => (after?.length === values ? condition(after) : sql`1`)

export async function searchFigures(db: Reader, since: number): Promise<SearchFigures> {
  const row = await db.get<SearchFigures>(sql`
    select count(*) as total, coalesce(sum(found = 0), 0) as "nothing",
      coalesce(sum(found > 0 and opened is null), 0) as abandoned,
      coalesce(sum(opened is not null), 0) as opened
    from searches where at >= ${since}`)
  return row ?? { total: 0, nothing: 0, abandoned: 0, opened: 0 }
}

/** Searches that found nothing, or that were left with results unopened: the most frequent first. */
export function searchGroups(
  db: Reader,
  which: 'nothing' | 'abandoned',
  { since, after, limit }: Range,
): Promise<SearchGroup[]> {
  const kind = which === 'nothing' ? sql`found = 0` : sql`found > 0 and opened is null`
  // With max(), SQLite takes the other columns from the row that has it: the words as last typed.
  return db.all<SearchGroup>(sql`
    select * from (
      select lang, folded, q, count(*) as count, sum(asked) as asked, max(at) as lastAt
      from searches where at >= ${since} and ${kind}
      group by lang, folded)
    where ${beyond(after, 3, ([count, lastAt, key]) => sql`(-count, -lastAt, lang || folded) > (${-Number(count)}, ${-Number(lastAt)}, ${key})`)}
    order by -count, -lastAt, lang || folded
    limit ${limit}`)
}

export type VotedRow = {
  id: string
  lang: Lang
  helpful: number
  votes: number
  least: number
  waiting: number
  rank: number
}

const wilson = (yes: SQL, all: SQL): SQL => sql`max(0.0, (${yes} * 1.0 / ${all} + ${z * z} / (2.0 * ${all})
  - ${z} * sqrt((${yes} * 1.0 / ${all} * (1 - ${yes} * 1.0 / ${all}) + ${z * z} / (4.0 * ${all})) / ${all}))
  / (1 + ${z * z} / ${all}))`

/** By the least share of votes that say it did not help, or that it did: what is surest comes first. */
export function votedArticles(
  db: Reader,
  order: 'worst' | 'best',
  { since, after, limit }: Range,
): Promise<VotedRow[]> {
  const [yes, no, all] = [sql.raw('helpful'), sql.raw('(votes - helpful)'), sql.raw('votes')]
  const rank = order === 'worst' ? wilson(no, all) : wilson(yes, all)
  return db.all<VotedRow>(sql`
    select id, lang, helpful, votes, waiting, ${wilson(yes, all)} as least, ${rank} as rank from (
      select article_id as id, lang, sum(helpful) as helpful, count(*) as votes,
        sum(comment is not null and handled_at is null) as waiting
      from article_votes where at >= ${since} group by article_id, lang)
    where ${beyond(after, 3, ([last, votes, key]) => sql`(-${rank}, -votes, lang || id) > (${-Number(last)}, ${-Number(votes)}, ${key})`)}
    order by -${rank}, -votes, lang || id
    limit ${limit}`)
}

export type CommentRow = {
  vote: string
  id: string
  lang: Lang
  helpful: number
  comment: string
  at: number
  handledAt: number | null
  handledBy: string | null
}

/** Newest first. @param article only of this one, in both languages, those dealt with too */
export function comments(
  db: Reader,
  article: string | null,
  { since, after, limit }: Range,
): Promise<CommentRow[]> {
  const which =
    article === null ? sql`v.handled_at is null` : sql`v.article_id = ${article} and v.lang in ('pt', 'en')`
  return db.all<CommentRow>(sql`
    select v.id as vote, v.article_id as id, v.lang, v.helpful, v.comment, v.at,
      v.handled_at as handledAt, p.name as handledBy
    from article_votes v left join people p on p.id = v.handled_by
    where v.at >= ${since} and v.comment is not null and ${which}
      and ${beyond(after, 2, ([at, id]) => sql`(v.at, v.id) < (${at}, ${id})`)}
    order by v.at desc, v.id desc
    limit ${limit}`)
}

export type CitedRow = { id: string; lang: Lang; tickets: number; lastAt: number }

export function citedArticles(db: Reader, { since, after, limit }: Range): Promise<CitedRow[]> {
  return db.all<CitedRow>(sql`
    select * from (
      select article_id as id, lang, count(*) as tickets, max(at) as lastAt
      from article_citations where at >= ${since} group by article_id, lang)
    where ${beyond(after, 3, ([tickets, lastAt, key]) => sql`(-tickets, -lastAt, lang || id) > (${-Number(tickets)}, ${-Number(lastAt)}, ${key})`)}
    order by -tickets, -lastAt, lang || id
    limit ${limit}`)
}

/** Newest first; a ticket that links to both languages is one. */
export function citingTickets(
  db: Reader,
  article: string,
  since: number,
  limit: number,
): Promise<CitingTicket[]> {
  return db.all<CitingTicket>(sql`
    select ticket_id as id, max(at) as at from article_citations
    where article_id = ${article} and lang in ('pt', 'en') and at >= ${since}
    group by ticket_id order by at desc, ticket_id desc limit ${limit}`)
}
