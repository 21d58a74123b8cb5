import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  type Context,
  conflict,
  invalid,
  isDesk,
  notAllowed,
  type Person,
  parse,
  type Reader,
  type Transaction,
} from '../shared/index.ts'
import { absencesFrom, deputyOf, putAbsence, removeAbsence } from './absence-store.ts'
import { deskPeople } from './store.ts'

export type Absence = {
  person: { id: string; name: string }
  deputy: { id: string; name: string }
  from: number
  /** The first moment that they are back. */
  until: number
  now: boolean
}

const year = 366 * 24 * 3_600_000

const schema = z.object({
  from: z.number().int(),
  until: z.number().int(),
  deputy: z.string().min(1).max(64),
})

function requireDeskPerson(ctx: Context): Person {
  const { actor } = ctx
  if (!isDesk(actor)) throw notAllowed('desk-only')
  return actor
}

/** One's own absence, this one or the next: a second one replaces the first. Until it is over, a deputy stands in. */
export async function setAbsence(ctx: Context, input: unknown): Promise<void> {
  const actor = requireDeskPerson(ctx)
  const { from, until, deputy } = parse(schema, input)
  if (until <= from) throw invalid([{ field: 'until', code: 'before-start' }])
  if (until <= ctx.now) throw invalid([{ field: 'until', code: 'in-the-past' }])
  if (until - from > year) throw invalid([{ field: 'until', code: 'invalid' }])
  const people = await deskPeople(ctx.db)
  if (deputy === actor.id || !people.some(({ id }) => id === deputy))
    throw invalid([{ field: 'deputy', code: 'unknown' }])
  await ctx.write(async (tx) => {
    await putAbsence(tx, { personId: actor.id, deputyId: deputy, fromAt: from, untilAt: until })
    await recordEvent(ctx, tx, {
      type: 'absence.set',
      subject: `person:${actor.id}`,
      data: { from, until, deputy },
    })
  })
}

/** One is back, or does not go. */
export async function endAbsence(ctx: Context): Promise<void> {
  const actor = requireDeskPerson(ctx)
  await ctx.write(async (tx) => {
    if (!(await removeAbsence(tx, actor.id))) throw conflict('not-absent')
    await recordEvent(ctx, tx, { type: 'absence.ended', subject: `person:${actor.id}` })
  })
}

/** Who of the desk is away now or later. */
export async function listAbsences(ctx: Context): Promise<Absence[]> {
  requireDeskPerson(ctx)
  const rows = await absencesFrom(ctx.db, ctx.now)
  return rows.map((row) => ({
    person: { id: row.personId, name: row.name },
    deputy: { id: row.deputyId, name: row.deputyName },
    from: row.fromAt,
    until: row.untilAt,
    now: row.fromAt <= ctx.now,
  }))
}

/** A deputy may be away too: so many are asked in turn. */
const longestChain = 5

/** Who does somebody's work now: they themselves, or whoever stands in. */
export async function standInFor<P extends { id: string; line: number | null }>(
  db: Reader | Transaction,
  person: P,
  now: number,
): Promise<P | { id: string; line: number | null }> {
  const asked = new Set([person.id])
  let found: P | { id: string; line: number | null } = person
  for (let n = 0; n < longestChain; n++) {
    const deputy = await deputyOf(db, found.id, now)
    if (!deputy) return found
    // All of them are away: it stays with whom it was meant for.
    if (asked.has(deputy.id)) return person
    asked.add(deputy.id)
    found = deputy
  }
  return person
}
