import { Readable } from 'node:stream'
import { findTokenByHash } from '#domain/accounts/index.ts'
import { noteOrganisation } from '#domain/customers/index.ts'
import { eventsAfter, moveReader } from '#domain/events/index.ts'
import type { Context, Person } from '#domain/shared/index.ts'
import { type Calendar, dueAt, getCalendar, nextOpening } from '#domain/sla/index.ts'
import {
  changePriority,
  changeStatus,
  claimTicket,
  closeResolved,
  closeTicket,
  escalateTicket,
  handBackTicket,
  openTicket,
  rateTicket,
  recordUpload,
  reopenTicket,
  replyToTicket,
  warnTickets,
} from '#domain/tickets/index.ts'
import { texts } from '#i18n/index.ts'
import { sha256 } from '../auth/hash.ts'
import type { Runtime } from '../runtime.ts'
import { renderMessage } from '../site/render-message.ts'
import { loadRelations } from './load-relations.ts'
import { loadRequestTypes } from './load-request-types.ts'
import { loadTeams } from './load-teams.ts'
import { loadTemplates } from './load-templates.ts'
import { loadViews } from './load-views.ts'
import { loadPastRules, runPastRules } from './past-rules.ts'
import { minutesFor } from './stories/minutes.ts'
import { norte } from './stories/norte.ts'
import { saoBras } from './stories/sao-bras.ts'
import type { Name, Step, Story } from './stories/story.ts'
import { vilaNova } from './stories/vila-nova.ts'

type Means = Pick<Runtime, 'database' | 'files' | 'context'>
type As = (who: Name, at: number) => Promise<Context>
/** One thing somebody did, on the time line of all stories. */
type Deed = { at: number; run(): Promise<void> }

const hour = 3_600_000
const minute = 60_000
const means = { render: renderMessage }

/** The demo's tickets, lodged and worked on by the demo people through the verbs in the weeks before now. */
export async function loadTickets(runtime: Means, now: number = Date.now()): Promise<void> {
  const people = new Map<Name, Person>()
  const as: As = async (who, at) => {
    const person =
      people.get(who) ?? (await findTokenByHash(runtime.database.reader, sha256(`bal_demo_${who}`)))?.actor
    if (!person) throw new Error(`no demo person ${who}`)
    const actor: Person = { ...person, scopes: 'all', tokenId: null }
    people.set(who, actor)
    return { ...runtime.context(actor, 'demo'), now: at }
  }
  const calendar = await getCalendar(await as('eva', now - 1200 * hour), 'pt-office')
  const deeds = [...vilaNova, ...saoBras, ...norte].flatMap((story) =>
    deedsOf(story, runtime, as, calendar, now),
  )
  await loadRequestTypes(await as('joao', now - 61 * 24 * hour))
  await loadPastRules(await as('helena', now - 60 * 24 * hour))
  // In the order of time: references and events count up as they would have.
  for (const deed of deeds.sort((a, b) => a.at - b.at)) {
    await passTime(runtime, deed.at)
    await deed.run()
    await runPastRules({ ...runtime.context({ kind: 'system', name: 'rules' }, 'demo'), now: deed.at })
  }
  await passTime(runtime, now - 1)
  const body =
    'Ligar à Carla antes de qualquer atualização: o hospital só pode parar entre as **22h e as 6h**, e avisa as urgências na véspera.'
  await noteOrganisation(await as('eva', now - 30 * 24 * hour), { organisation: 'sao-bras', body }, means)
  await loadTemplates(await as('helena', now - 40 * 24 * hour))
  await loadRelations(await as('joao', now - 1), await as('eva', now - 1))
  await loadTeams(await as('joao', now - 1), await as('eva', now - 1))
  await loadViews(await as('helena', now - 20 * 24 * hour), await as('eva', now - 5 * 24 * hour))
  await keepQuiet(runtime)
}

/** What the portal’s jobs did by then. */
async function passTime(runtime: Means, at: number): Promise<void> {
  const ctx = { ...runtime.context({ kind: 'system', name: 'demo' }, 'demo'), now: at }
  await warnTickets(ctx)
  await closeResolved(ctx)
}

function deedsOf(story: Story, runtime: Means, as: As, calendar: Calendar, now: number): Deed[] {
  const { who, hoursAgo, file, steps, ...input } = story
  const wanted = now - hoursAgo * hour
  const opening = nextOpening(calendar, wanted) ?? wanted
  // Nobody starts on the stroke of the hour; in the night before an opening, customers write all the same.
  let at = opening < now ? Math.min(opening + (hoursAgo % 37) * minute, now - minute) : wanted
  let reference = ''
  const deeds: Deed[] = []
  const openedAt = at
  deeds.push({
    at,
    async run() {
      const ctx = await as(who, openedAt)
      const uploads = file ? [await upload(runtime, ctx, file)] : []
      reference = (await openTicket(ctx, { ...input, uploads }, means)).reference
    },
  })
  for (const step of steps) {
    at = dueAt(calendar, at, step.after) ?? now
    if (at >= now) break
    const doneAt = at
    deeds.push({ at, run: async () => act(runtime, await as(step.who, doneAt), reference, step) })
  }
  return deeds
}

async function act(runtime: Means, ctx: Context, reference: string, step: Step): Promise<void> {
  switch (step.verb) {
    case 'reply': {
      const { body, internal, status, waitingFor, plannedVersion, file } = step
      const uploads = file ? [await upload(runtime, ctx, file)] : []
      await replyToTicket(
        ctx,
        { reference, body, internal, status, waitingFor, plannedVersion, uploads, minutes: minutesFor(step) },
        means,
      )
      return
    }
    case 'claim':
      return claimTicket(ctx, { reference })
    case 'escalate': {
      const { line, why, summary, tried, assignee } = step
      const { lang } = ctx.actor as Person
      const words = { tried: texts(lang).lines.tried }
      return escalateTicket(ctx, { reference, line, why, summary, tried, assignee }, { ...means, words })
    }
    case 'hand-back':
      return handBackTicket(ctx, { reference, answer: step.answer }, means)
    case 'status':
      return changeStatus(ctx, { reference, status: step.status, waitingFor: step.waitingFor })
    case 'priority':
      return changePriority(ctx, { reference, impact: step.impact, reason: step.reason })
    case 'close':
      return closeTicket(ctx, { reference })
    case 'reopen':
      return reopenTicket(ctx, { reference })
    case 'rate':
      return rateTicket(ctx, { reference, score: step.score, comment: step.comment })
  }
}

type File = NonNullable<Story['file']>

async function upload(runtime: Means, ctx: Context, { name, type, content }: File): Promise<string> {
  const stored = await runtime.files.put(Readable.from([Buffer.from(content)]), 1_000_000)
  return (await recordUpload(ctx, { ...stored, name, type })).id
}

/** What is told here happened long ago: no letters go out for it. */
async function keepQuiet({ database }: Means): Promise<void> {
  const last = (await eventsAfter(database.reader, 0, 100_000)).at(-1)
  if (last) await database.write((tx) => moveReader(tx, 'letters', last.id))
}
