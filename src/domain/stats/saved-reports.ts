import { z } from 'zod'
import { deskPeople } from '../accounts/index.ts'
import { recordEvent } from '../events/index.ts'
import {
  actorId,
  type Context,
  conflict,
  invalid,
  notAllowed,
  notFound,
  parse,
  type Transaction,
} from '../shared/index.ts'
import { zoneOf } from '../sla/index.ts'
import { reportSchema } from './inputs.ts'
import { nextSending } from './period.ts'
import { mayChangeReport, mayReadStatistics } from './policy.ts'
import {
  countOwn,
  deleteReport,
  findReport,
  insertReport,
  readableReports,
  type SavedReport,
  updateReport,
} from './saved-store.ts'

export const schedules = ['none', 'weekly', 'monthly'] as const
export type Schedule = (typeof schedules)[number]

const mostOwn = 50
const mostShown = 200
export const mostRecipients = 20

const blank = z.literal('').transform(() => null)

export const savedReportSchema = z.object({
  /** Absent: a new one. */
  id: z.union([blank, z.string().max(64)]).nullish(),
  /** Of the one that was changed; another means that somebody changed it meanwhile. */
  revision: z.coerce.number().int().min(0).default(0),
  name: z.string().trim().min(2).max(120),
  shared: z.union([z.boolean(), z.enum(['', 'on']).transform((value) => value === 'on')]).default(false),
  schedule: z.enum(schedules).default('none'),
  /** Of the day, in the support calendar's zone. */
  hour: z.coerce.number().pipe(z.int().min(0).max(23)).default(8),
  /** People of the desk; with a schedule. */
  recipients: z.array(z.string().max(64)).max(mostRecipients).default([]),
  /** What the report's verb takes. */
  filter: z.record(z.string().max(20), z.string().max(64)),
})

/** What is worth keeping of a report's address. */
function filterKept(filter: Record<string, string>): Record<string, string> {
  const { show: _, ...known } = parse(reportSchema, filter)
  return Object.fromEntries(
    Object.entries(known).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])),
  )
}

function requireDesk(ctx: Context): string {
  const id = actorId(ctx.actor)
  if (!mayReadStatistics(ctx.actor) || id === null) throw notAllowed('desk-only')
  return id
}

export async function listReports(ctx: Context): Promise<SavedReport[]> {
  return readableReports(ctx.db, requireDesk(ctx), mostShown)
}

async function readable(ctx: Context, db: Context['db'] | Transaction, id: string): Promise<SavedReport> {
  const report = await findReport(db, id)
  if (!report || (report.ownerId !== actorId(ctx.actor) && !report.shared)) throw notFound('report')
  return report
}

/** @throws DomainError `not-found` of what is somebody else's and not shared */
export async function getSavedReport(ctx: Context, id: string): Promise<SavedReport> {
  requireDesk(ctx)
  return readable(ctx, ctx.db, id)
}

async function recipientsIn(ctx: Context, ids: readonly string[], schedule: Schedule): Promise<string[]> {
  if (schedule === 'none') return []
  if (ids.length === 0) throw invalid([{ field: 'recipients', code: 'required' }])
  const desk = new Set((await deskPeople(ctx.db)).map(({ id }) => id))
  if (ids.some((id) => !desk.has(id))) throw invalid([{ field: 'recipients', code: 'unknown' }])
  return [...new Set(ids)]
}

/** A new report, or a changed one; it keeps whose it is. */
export async function saveReport(ctx: Context, input: unknown): Promise<{ id: string }> {
  const actor = requireDesk(ctx)
  const { id: given, revision, filter, shared, ...values } = parse(savedReportSchema, input)
  const { schedule, hour } = values
  const recipients = await recipientsIn(ctx, values.recipients, schedule)
  const zone = await zoneOf(ctx)
  const row = {
    ...values,
    recipients,
    shared: shared ? 1 : 0,
    filter: filterKept(filter),
    nextAt: schedule === 'none' ? null : nextSending(schedule, hour, ctx.now, zone),
    updatedAt: ctx.now,
  }
  const id = given ?? ctx.ids.next()
  return ctx.write(async (tx) => {
    const held = given ? await readable(ctx, tx, given) : null
    if (held && !mayChangeReport(ctx.actor, held)) throw notAllowed('report-not-yours')
    if (held && held.revision !== revision) throw conflict('report-changed')
    if (!held && (await countOwn(tx, actor)) >= mostOwn) throw conflict('too-many-reports')
    if (held) await updateReport(tx, id, { ...row, revision: revision + 1 })
    else await insertReport(tx, { ...row, id, ownerId: actor, revision: 1, createdAt: ctx.now })
    await recordEvent(ctx, tx, {
      type: held ? 'report.changed' : 'report.saved',
      subject: `report:${id}`,
      data: { name: values.name, shared, schedule, recipients },
    })
    return { id }
  })
}

export async function removeReport(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { id } = parse(z.object({ id: z.string().max(64) }), input)
  await ctx.write(async (tx) => {
    const held = await readable(ctx, tx, id)
    if (!mayChangeReport(ctx.actor, held)) throw notAllowed('report-not-yours')
    await deleteReport(tx, id)
    await recordEvent(ctx, tx, { type: 'report.removed', subject: `report:${id}`, data: { name: held.name } })
  })
}
