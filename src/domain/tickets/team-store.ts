import { and, eq, isNull, sql } from 'drizzle-orm'
import { teamMembers, teams } from '#db/schema/index.ts'
import { byName, type Reader, type Transaction } from '../shared/index.ts'
import { jsonObject, jsonRows } from './json-rows-store.ts'
import type { Team } from './team.ts'

/** In use at a time: more than people choose from. */
export const maxActiveTeams = 60
/** With those out of use, which tickets still are with. */
export const maxTeams = 500

const team = jsonObject({
  id: 'm.id',
  name: 'm.name',
  note: 'm.note',
  archivedAt: 'm.archived_at',
  members: `(select json_group_array(json_object('id', p.id, 'name', p.name, 'line', p.line) order by p.plain_name, p.id)
    from team_members e join people p on p.id = e.person_id where e.team_id = m.id and p.disabled_at is null)`,
})

/** By name, those out of use last; of their members, those who still work here. */
export async function allTeams(db: Reader | Transaction): Promise<Team[]> {
  const from = sql`from (select * from teams order by archived_at is not null, name, id limit ${maxTeams}) m`
  const teams = await jsonRows<Team>(db as Reader, team, from, sql`m.archived_at is not null, m.id`)
  const outOfUse = ({ archivedAt }: Team): number => (archivedAt === null ? 0 : 1)
  return teams.sort((a, b) => outOfUse(a) - outOfUse(b) || byName(a, b))
}

/** The team while it is in use, else none: what a ticket hands on to one that goes on with it. */
export async function teamInUse(tx: Transaction, id: string | null): Promise<string | null> {
  if (id === null) return null
  const [row] = await tx
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.id, id), isNull(teams.archivedAt)))
  return row?.id ?? null
}

export function countActiveTeams(tx: Transaction): Promise<number> {
  return tx.$count(teams, isNull(teams.archivedAt))
}

/** Those in use that a person is in. */
export async function teamsOf(db: Reader, personId: string): Promise<string[]> {
  const rows = await db
    .select({ id: teams.id })
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .where(and(eq(teamMembers.personId, personId), isNull(teams.archivedAt)))
    .limit(maxActiveTeams)
  return rows.map(({ id }) => id)
}

type Kept = Pick<Team, 'id' | 'name' | 'note' | 'archivedAt'>

export async function putTeam(tx: Transaction, { id, ...set }: Kept, now: number): Promise<void> {
  await tx
    .insert(teams)
    .values({ id, ...set, createdAt: now })
    .onConflictDoUpdate({ target: teams.id, set })
}

export async function putMembers(tx: Transaction, teamId: string, people: readonly string[]): Promise<void> {
  await tx.delete(teamMembers).where(eq(teamMembers.teamId, teamId))
  if (people.length > 0) await tx.insert(teamMembers).values(people.map((personId) => ({ teamId, personId })))
}
