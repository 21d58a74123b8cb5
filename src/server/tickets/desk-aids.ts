import type { Context } from '#domain/shared/index.ts'
import {
  allFields,
  allLabels,
  allQueues,
  type FieldDefinition,
  knownTags,
  type QueueDefinition,
  type StatusLabel,
} from '#domain/tickets/index.ts'

/** What the desk's page of a ticket offers to choose from. */
export type DeskAids = {
  queues: QueueDefinition[]
  tags: string[]
  labels: StatusLabel[]
  fields: FieldDefinition[]
}

export async function deskAids({ db }: Context): Promise<DeskAids> {
  const [queues, tags, labels, fields] = await Promise.all([
    allQueues(db),
    knownTags(db),
    allLabels(db),
    allFields(db),
  ])
  return { queues, tags, labels, fields }
}
