import { type Names, processesToStart, type TicketProcess, ticketProcess } from '#domain/processes/index.ts'
import type { Context } from '#domain/shared/index.ts'
import {
  allFields,
  allLabels,
  allQueues,
  allRequestTypes,
  allTeams,
  type FieldDefinition,
  knownTags,
  type QueueDefinition,
  type RequestType,
  type StatusLabel,
  type Team,
} from '#domain/tickets/index.ts'

/** What the desk's page of a ticket offers to choose from. */
export type DeskAids = {
  queues: QueueDefinition[]
  tags: string[]
  labels: StatusLabel[]
  fields: FieldDefinition[]
  /** Archived ones too. */
  types: RequestType[]
  /** Archived ones too. */
  teams: Team[]
  process: TicketProcess | null
  processes: { id: string; names: Names }[]
}

export async function deskAids(ctx: Context, reference: string): Promise<DeskAids> {
  const { db } = ctx
  const [queues, tags, labels, fields, types, teams, process, processes] = await Promise.all([
    allQueues(db),
    knownTags(db),
    allLabels(db),
    allFields(db),
    allRequestTypes(db),
    allTeams(db),
    ticketProcess(ctx, reference),
    processesToStart(ctx),
  ])
  return { queues, tags, labels, fields, types, teams, process, processes }
}
