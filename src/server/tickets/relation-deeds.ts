import type { Context } from '#domain/shared/index.ts'
import {
  changeQueue,
  changeRequestType,
  changeTeam,
  linkTickets,
  mergeTickets,
  splitMessage,
  unlinkTickets,
  unmergeTicket,
} from '#domain/tickets/index.ts'
import type { Form } from '../http/form.ts'

/** What the page says when it is done, and the ticket to go on with where that is another one. */
export type DeedDone<T extends string> = { said: T; at?: string }

export type RelationSaid =
  | 'queued'
  | 'typed'
  | 'teamed'
  | 'linked'
  | 'unlinked'
  | 'merged'
  | 'unmerged'
  | 'split'

type Deed = (ctx: Context, reference: string, form: Form) => Promise<DeedDone<RelationSaid>>

/** The desk's deeds that bind tickets to each other. */
export const relationDeeds: Readonly<Record<string, Deed>> = {
  queue: async (ctx, reference, form) => {
    await changeQueue(ctx, { reference, queue: form.get('queue') })
    return { said: 'queued' }
  },
  type: async (ctx, reference, form) => {
    await changeRequestType(ctx, { reference, requestType: form.get('requestType') })
    return { said: 'typed' }
  },
  team: async (ctx, reference, form) => {
    await changeTeam(ctx, { reference, team: form.get('team') })
    return { said: 'teamed' }
  },
  link: async (ctx, reference, form) => {
    await linkTickets(ctx, { reference, other: form.get('other'), role: form.get('role') || undefined })
    return { said: 'linked' }
  },
  unlink: async (ctx, reference, form) => {
    await unlinkTickets(ctx, { reference, link: form.get('link') })
    return { said: 'unlinked' }
  },
  merge: async (ctx, reference, form) => {
    const { into } = await mergeTickets(ctx, { reference, into: form.get('into') })
    return { said: 'merged', at: into }
  },
  unmerge: async (ctx, reference) => {
    await unmergeTicket(ctx, { reference })
    return { said: 'unmerged' }
  },
  split: async (ctx, reference, form) => {
    const input = { reference, message: form.get('message'), subject: form.get('subject') }
    const made = await splitMessage(ctx, input)
    return { said: 'split', at: made.reference }
  },
}
