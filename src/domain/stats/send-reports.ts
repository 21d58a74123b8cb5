import { recordEvent } from '../events/index.ts'
import { type Addressee, addressees, insertLetters, type LetterWords } from '../mail/index.ts'
import { type Context, deskRoles, type Role } from '../shared/index.ts'
import { zoneOf } from '../sla/index.ts'
import { nextSending } from './period.ts'
import { getReport, type Report } from './report.ts'
import { dueReports, findReport, type SavedReport, updateReport } from './saved-store.ts'

/** Words a report as a letter in its reader's language. */
export type ComposeReport = (saved: SavedReport, report: Report, addressee: Addressee) => LetterWords

const batch = 10

/** What is sent looks back: on Mondays at the week before, on firsts at the month before. */
const periods = { weekly: 'last-week', monthly: 'last-month' } as const

/** Where a sent report looks. */
export function sentFilter({
  filter,
  schedule,
}: Pick<SavedReport, 'filter' | 'schedule'>): Record<string, string> {
  if (schedule === 'none') return filter
  const { from: _, to: __, ...rest } = filter
  return { ...rest, period: periods[schedule] }
}

/**
 * Writes the letters of the reports that are due. The letters, the event they belong to and the next time are one
 * transaction, so that nothing is sent twice; what a standstill missed is sent once.
 * @param ctx the system's
 * @returns how many reports were due
 */
export async function sendReports(ctx: Context, compose: ComposeReport, mailDomain: string): Promise<number> {
  const due = await dueReports(ctx.db, ctx.now, batch)
  const zone = await zoneOf(ctx)
  for (const saved of due) {
    const report = await getReport(ctx, sentFilter(saved))
    await ctx.write(async (tx) => {
      const held = await findReport(tx, saved.id)
      if (!held || held.nextAt !== saved.nextAt || held.schedule === 'none') return
      // Of those whom it was to go to, who still works at the desk.
      const people = (await addressees(tx, held.recipients)).filter(({ role }) =>
        deskRoles.includes(role as Role),
      )
      const nextAt = people.length === 0 ? null : nextSending(held.schedule, held.hour, ctx.now, zone)
      await updateReport(tx, held.id, { nextAt })
      const data = { name: held.name, schedule: held.schedule, recipients: people.map(({ id }) => id) }
      const eventId = await recordEvent(ctx, tx, { type: 'report.sent', subject: `report:${held.id}`, data })
      await insertLetters(
        tx,
        people.map((person) => ({
          id: ctx.ids.next(),
          eventId,
          personId: person.id,
          recipient: person.email,
          lang: person.lang,
          template: 'report',
          messageId: `<report.${held.id}.${eventId}.${person.id}@${mailDomain}>`,
          inReplyTo: null,
          ...compose(held, report, person),
          createdAt: ctx.now,
          nextAttemptAt: ctx.now,
        })),
      )
    })
  }
  return due.length
}
