import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { actorId, type Context, conflict, DomainError, invalid, notFound, parse } from '../shared/index.ts'
import { allQueues } from '../tickets/index.ts'
import { variableProblems } from './check.ts'
import { requireEditor } from './policy.ts'
import { type AutoResponse, responseEvents } from './response.ts'
import {
  countResponses,
  findResponse,
  hasRival,
  insertResponse,
  responsesInUse,
  updateResponse,
} from './responses-store.ts'

const mostResponses = 200
const blank = z.literal('').transform(() => null)

export const responseSchema = z.object({
  /** Absent: a new one. */
  id: z.union([blank, z.string().max(64)]).nullish(),
  /** Of the one that was changed; another means that somebody changed it meanwhile. */
  revision: z.coerce.number().int().min(0).default(0),
  event: z.enum(responseEvents),
  queue: z.union([blank, z.string().max(64)]).nullish(),
  lang: z.enum(['pt', 'en']),
  subject: z
    .string()
    .transform((value) => value.replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(3).max(200)),
  body: z
    .string()
    .transform((value) => value.replaceAll('\r\n', '\n').replaceAll('\0', '').trim())
    .pipe(z.string().min(1).max(20_000)),
})

/** A new automatic response, or a changed one: one for each event, queue and language. */
export async function saveResponse(ctx: Context, input: unknown): Promise<{ id: string }> {
  requireEditor(ctx.actor)
  const { id: given, revision, queue: asked, ...values } = parse(responseSchema, input)
  const queue = asked ?? null
  const faults = [...variableProblems(values.subject, 'subject'), ...variableProblems(values.body, 'body')]
  if (queue !== null && !(await allQueues(ctx.db)).some((one) => one.id === queue))
    faults.push({ field: 'queue', code: 'gone' })
  if (faults.length > 0) throw invalid(faults)
  const id = given ?? ctx.ids.next()
  const row = { ...values, queue, updatedBy: actorId(ctx.actor) ?? '', updatedAt: ctx.now }
  await ctx.write(async (tx) => {
    const held = given ? await findResponse(tx, given) : null
    if (given && !held) throw notFound('response')
    if (held && held.revision !== revision) throw conflict('response-changed')
    if (await hasRival(tx, { id, queue, event: values.event, lang: values.lang }))
      throw conflict('response-exists')
    if (!held && (await countResponses(tx)) >= mostResponses)
      throw new DomainError('too-many', 'too-many-responses')
    if (held) await updateResponse(tx, id, { ...row, revision: revision + 1, archivedAt: null })
    else await insertResponse(tx, { ...row, id, revision: 1 })
    await recordEvent(ctx, tx, {
      type: held ? 'response.changed' : 'response.created',
      subject: `response:${id}`,
      data: {
        event: values.event,
        queue,
        lang: values.lang,
        revision: held ? revision + 1 : 1,
        before: held && { subject: held.subject, body: held.body },
      },
    })
  })
  return { id }
}

const archiveSchema = z.object({ id: z.string().max(64) })

/** Takes a response out of use: the portal's own words go out again. */
export async function archiveResponse(ctx: Context, input: unknown): Promise<void> {
  requireEditor(ctx.actor)
  const { id } = parse(archiveSchema, input)
  await ctx.write(async (tx) => {
    const held = await findResponse(tx, id)
    if (!held || held.archived) throw notFound('response')
    await updateResponse(tx, id, { archivedAt: ctx.now, revision: held.revision + 1 })
    const { event, queue, lang } = held
    await recordEvent(ctx, tx, {
      type: 'response.archived',
      subject: `response:${id}`,
      data: { event, queue, lang },
    })
  })
}

export async function listResponses(ctx: Context): Promise<AutoResponse[]> {
  if (ctx.actor.kind !== 'system') requireEditor(ctx.actor)
  return responsesInUse(ctx.db)
}

export async function getResponse(ctx: Context, id: string): Promise<AutoResponse> {
  requireEditor(ctx.actor)
  const response = await findResponse(ctx.db, id)
  if (!response) throw notFound('response')
  return response
}
