import { contractOf } from '../accounts/index.ts'
import { findAdvisories } from '../advisories/index.ts'
import { type EventRow, eventsOfTypesAfter, moveReader, readerPosition } from '../events/index.ts'
import { releasesNamed } from '../releases/index.ts'
import { type Context, notAllowed, type Transaction } from '../shared/index.ts'
import { beforeOf } from './contract-change.ts'
import { insertNotice, type NewNotice, takeBackEarly, turnsTold } from './notices-store.ts'
import { subjectOf } from './subject.ts'
import { dropWeeksAfter, newestWeek } from './weeks-store.ts'

const reader = 'notices'
const batch = 100
const day = 86_400_000

/** What had been out for longer is no news: it came out elsewhere, or before the portal told anybody anything. */
const oldest = 14 * day

const types = [
  'release.published',
  'release.rollout-changed',
  'release.yanked',
  'advisory.published',
  'advisory.changed',
  'advisory.withdrawn',
  'contract.defined',
]

/**
 * Notes what there is to tell of the events since the last call, together with the reader's place: a crash repeats and
 * loses nothing. Who may know of it is asked when it is told. What a clock that was ahead did too early is taken back
 * first.
 * @returns how many events were read
 */
export function gatherNotices(ctx: Context): Promise<number> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  return ctx.write(async (tx) => {
    await dropWeeksAfter(tx, ctx.now)
    await takeBackEarly(tx, ctx.now)
    const events = await eventsOfTypesAfter(tx, types, await readerPosition(tx, reader), batch)
    const begun = (await newestWeek(tx)) !== null
    for (const event of events) {
      const notice = event.subject === null ? null : await noticeOf(ctx, tx, event, event.subject)
      const known = begun ? event.at : ctx.now
      if (notice && notice.dueAt >= known - oldest) await insertNotice(tx, notice)
    }
    const last = events.at(-1)
    if (last) await moveReader(tx, reader, last.id)
    return events.length
  })
}

function noticeOf(
  ctx: Context,
  tx: Transaction,
  event: EventRow,
  subject: string,
): Promise<NewNotice | null> {
  if (subject.startsWith('contract:')) return ofContract(ctx, tx, event, subject)
  return subject.startsWith('advisory:')
    ? ofAdvisory({ ...ctx, db: tx }, event, subject)
    : ofRelease(ctx, tx, event, subject)
}

async function ofRelease(
  ctx: Context,
  tx: Transaction,
  { id: eventId, type, at, data }: EventRow,
  subject: string,
): Promise<NewNotice | null> {
  const key = subjectOf(subject).name
  const release = (await releasesNamed({ ...ctx, db: tx }, [key])).get(key)
  if (!release || release.publishedAt === null) return null
  const outAt = Math.max(release.publishedAt, release.embargoUntil ?? 0)
  if (type === 'release.published') {
    const turnTo = release.kind === 'security' ? 100 : release.rolloutPercent
    return { eventId, kind: 'release', subject, dueAt: outAt, turnFrom: 0, turnTo }
  }
  // What nobody knew of needs no taking back, and whose turn it is when it comes out is asked then.
  if (outAt > at) return null
  if (type === 'release.yanked') return { eventId, kind: 'withdrawal', subject, dueAt: at }
  const [from = 100, to = 0] = rolloutIn(data)
  const turnFrom = Math.max(from, await turnsTold(tx, subject))
  return to > turnFrom ? { eventId, kind: 'turn', subject, dueAt: at, turnFrom, turnTo: to } : null
}

function rolloutIn(data: EventRow['data']): number[] {
  const { rolloutPercent = [] } = (data.changes ?? {}) as { rolloutPercent?: unknown[] }
  return rolloutPercent.map(Number)
}

async function ofAdvisory(
  ctx: Context,
  { id: eventId, type, at, data }: EventRow,
  subject: string,
): Promise<NewNotice | null> {
  const [advisory] = await findAdvisories(ctx, [subjectOf(subject).name])
  if (!advisory || advisory.publishedAt === null) return null
  if (type === 'advisory.published')
    return { eventId, kind: 'advisory', subject, dueAt: advisory.publishedAt }
  if (advisory.publishedAt > at) return null
  if (type === 'advisory.withdrawn') return { eventId, kind: 'advisory-withdrawal', subject, dueAt: at }
  // Of a draft nobody is told.
  return data.change ? { eventId, kind: 'advisory-change', subject, dueAt: at } : null
}

/** Nobody is told at once of what a contract opens, so that it waits for its week from the beginning. */
async function ofContract(
  ctx: Context,
  tx: Transaction,
  event: EventRow,
  subject: string,
): Promise<NewNotice | null> {
  const contract = beforeOf(event.data) ? await contractOf(tx, subjectOf(subject).name) : null
  if (!contract) return null
  const dueAt = Math.max(event.at, Date.parse(contract.startsAt))
  return { eventId: event.id, kind: 'contract', subject, dueAt, doneAt: ctx.now }
}
