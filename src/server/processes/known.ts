import type { Context } from '#domain/shared/index.ts'
import {
  allQueues,
  allRequestTypes,
  allTeams,
  type QueueDefinition,
  type RequestType,
  type Team,
} from '#domain/tickets/index.ts'

/** Whatever actions of processes speak of, out of use or not. */
export type Known = {
  queues: readonly QueueDefinition[]
  types: readonly RequestType[]
  teams: readonly Team[]
}

export async function knownToProcesses({ db }: Context): Promise<Known> {
  const [queues, types, teams] = await Promise.all([allQueues(db), allRequestTypes(db), allTeams(db)])
  return { queues, types, teams }
}
