import { z } from 'zod'
import { standInFor } from '../accounts/index.ts'
import { actorId, type Context, conflict, invalid, isDesk, parse } from '../shared/index.ts'
import { type Change, changeTicket, requireDesk } from './change.ts'
import { atLine } from './clocks.ts'
import { blankAsAbsent, bodySchema, lineSchema, referenceSchema } from './inputs.ts'
import { isActive } from './status.ts'
import { staysOf } from './stay-store.ts'
import { findDeskPerson, insertMessage, type LoadedTicket } from './store.ts'
import type { Means } from './types.ts'

/** Why a ticket goes to another line; `breach`: its time is nearly up. */
export const escalationReasons = ['critical', 'complex', 'access', 'fix', 'breach'] as const
export type EscalationReason = (typeof escalationReasons)[number]

/** What is critical cannot wait until something was tried, and what needs access or a fix cannot be tried. */
const untried: readonly EscalationReason[] = ['critical', 'access', 'breach']

export const escalateSchema = z.object({
  reference: referenceSchema,
  line: lineSchema,
  why: z.enum(escalationReasons),
  /** What it is about, for whoever takes it over. */
  summary: bodySchema,
  tried: blankAsAbsent(bodySchema),
  /** Somebody of that line, or whoever stands in for them while they are away; none: whoever takes it there. */
  assignee: blankAsAbsent(z.string().max(64)),
})

export const handBackSchema = z.object({
  reference: referenceSchema,
  /** What was found out or done, for whoever has it from now on. */
  answer: bodySchema,
  /** An earlier line; none: the one it came from. */
  line: blankAsAbsent(lineSchema),
})

/** Words that part a note of two answers. */
export type EscalationMeans = Means & { words: { tried: string } }

/** To a higher line with what it has to know. The owner on line 1 keeps the conversation. */
export async function escalateTicket(
  ctx: Context,
  input: unknown,
  { render, words }: EscalationMeans,
): Promise<void> {
  requireDesk(ctx)
  const { reference, line, why, summary, tried, assignee } = parse(escalateSchema, input)
  if (!tried && !untried.includes(why)) throw invalid([{ field: 'tried', code: 'required' }])
  const meant = assignee ? await findDeskPerson(ctx.db, assignee) : null
  if (assignee && meant?.line !== line) throw invalid([{ field: 'assignee', code: 'unknown' }])
  const person = meant && (await standInFor(ctx.db, meant, ctx.now))
  const instead = person?.id === meant?.id ? {} : { insteadOf: meant?.id }
  const body = tried ? `${summary}\n\n**${words.tried}**\n\n${tried}` : summary
  const html = render(body)
  await changeTicket(ctx, reference, async (ticket, promise, tx): Promise<Change> => {
    if (!isActive(ticket.status)) throw conflict('ticket-not-active')
    if (line <= ticket.line) throw conflict('escalate-upwards')
    const messageId = await insertMessage(tx, noteOf(ctx, ticket, body, html))
    return {
      set: {
        line,
        status: ticket.status === 'new' ? 'open' : ticket.status,
        assigneeId: person?.id ?? null,
        ...keeper(ctx, ticket),
        updatedAt: ctx.now,
      },
      clocks: atLine(ticket.ledger, promise?.target ?? null, line, ticket, ctx.now),
      events: [
        {
          type: 'ticket.escalated',
          data: { from: ticket.line, to: line, why, messageId, assignee: person?.id ?? null, ...instead },
        },
      ],
      arrival: why,
    }
  })
}

/** To an earlier line with the answer: on line 1 to the owner, elsewhere to whoever had it there. */
export async function handBackTicket(ctx: Context, input: unknown, { render }: Means): Promise<void> {
  requireDesk(ctx)
  const { reference, answer, line: wanted } = parse(handBackSchema, input)
  const html = render(answer)
  await changeTicket(ctx, reference, async (ticket, promise, tx): Promise<Change> => {
    if (!isActive(ticket.status)) throw conflict('ticket-not-active')
    const stays = await staysOf(tx, ticket.id)
    const line = wanted ?? stays.findLast((stay) => stay.line < ticket.line)?.line ?? 1
    if (line >= ticket.line) throw conflict('hand-back-downwards')
    const held = stays.findLast((stay) => stay.line === line)?.assigneeId ?? null
    const last = line === 1 ? (ticket.ownerId ?? held) : held
    const holder = last === null ? null : await findDeskPerson(tx, last)
    const standIn = holder && (await standInFor(tx, holder, ctx.now))
    const assigneeId = standIn?.id ?? null
    const instead = assigneeId === (holder?.id ?? null) ? {} : { insteadOf: holder?.id }
    const messageId = await insertMessage(tx, noteOf(ctx, ticket, answer, html))
    return {
      set: { line, assigneeId, updatedAt: ctx.now },
      clocks: atLine(ticket.ledger, promise?.target ?? null, line, ticket, ctx.now),
      events: [
        {
          type: 'ticket.handed-back',
          data: { from: ticket.line, to: line, messageId, assignee: assigneeId, ...instead },
        },
      ],
      arrival: 'handed-back',
    }
  })
}

/** Whoever of line 1 escalates what nobody owns keeps the conversation. */
function keeper(ctx: Context, ticket: LoadedTicket): { ownerId?: string } {
  const { actor } = ctx
  return ticket.ownerId === null && isDesk(actor) && actor.line === 1 ? { ownerId: actor.id } : {}
}

function noteOf(
  ctx: Context,
  ticket: LoadedTicket,
  body: string,
  html: string,
): Parameters<typeof insertMessage>[1] {
  return {
    ticketId: ticket.id,
    authorId: actorId(ctx.actor),
    authorKind: isDesk(ctx.actor) ? 'agent' : 'system',
    channel: 'web',
    audience: 'internal',
    body,
    html,
    createdAt: ctx.now,
  }
}
