import { z } from 'zod'
import { deskPeople } from '../accounts/index.ts'
import { recordEvent } from '../events/index.ts'
import { type Context, conflict, invalid, notFound, parse, requireAdministrator } from '../shared/index.ts'
import { blankAsAbsent } from './inputs.ts'
import { plainTeamName, type Team } from './team.ts'
import { allTeams, countActiveTeams, maxActiveTeams, maxTeams, putMembers, putTeam } from './team-store.ts'

const schema = z.object({
  /** Absent: a new one. */
  id: blankAsAbsent(z.string().max(64)),
  name: z
    .string()
    .transform((name) => name.replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(2).max(60)),
  note: z.string().trim().max(500).default(''),
  members: z.array(z.string().max(64)).max(200).default([]),
})

/** Every team, those out of use last. */
export async function listTeams(ctx: Context): Promise<Team[]> {
  requireAdministrator(ctx)
  return allTeams(ctx.db)
}

export async function getTeam(ctx: Context, id: string): Promise<Team> {
  const found = (await listTeams(ctx)).find((team) => team.id === id)
  if (!found) throw notFound('team')
  return found
}

const told = ({ name, note, members }: Team): object => ({ name, note, members: members.map(({ id }) => id) })

/** A new team, or what an old one is called and who is in it; saving an archived one brings it back. */
export async function saveTeam(ctx: Context, input: unknown): Promise<{ id: string }> {
  requireAdministrator(ctx)
  const { id: given, name, note, members: chosen } = parse(schema, input)
  const desk = new Set((await deskPeople(ctx.db)).map(({ id }) => id))
  if (chosen.some((person) => !desk.has(person))) throw invalid([{ field: 'members', code: 'unknown' }])
  const members = [...new Set(chosen)]
  const id = given ?? ctx.ids.next()
  await ctx.write(async (tx) => {
    const all = await allTeams(tx)
    const held = all.find((team) => team.id === id)
    if (given && !held) throw notFound('team')
    const same = (team: Team): boolean => plainTeamName(team.name) === plainTeamName(name)
    if (all.some((team) => team.id !== id && team.archivedAt === null && same(team)))
      throw invalid([{ field: 'name', code: 'team-name-taken' }])
    const room = (held || all.length < maxTeams) && (await countActiveTeams(tx)) < maxActiveTeams
    if ((!held || held.archivedAt !== null) && !room) throw conflict('too-many-teams')
    await putTeam(tx, { id, name, note, archivedAt: null }, ctx.now)
    await putMembers(tx, id, members)
    await recordEvent(ctx, tx, {
      type: held ? 'team.changed' : 'team.created',
      subject: `team:${id}`,
      data: { name, note, members, before: held ? told(held) : null },
    })
  })
  return { id }
}

/** Gets no more tickets; those that are with it stay so. */
export async function archiveTeam(ctx: Context, input: unknown): Promise<void> {
  requireAdministrator(ctx)
  const { id } = parse(z.object({ id: z.string().max(64) }), input)
  await ctx.write(async (tx) => {
    const held = (await allTeams(tx)).find((team) => team.id === id)
    if (!held || held.archivedAt !== null) throw notFound('team')
    const { name, note } = held
    await putTeam(tx, { id, name, note, archivedAt: ctx.now }, ctx.now)
    await recordEvent(ctx, tx, { type: 'team.archived', subject: `team:${id}`, data: { name } })
  })
}
