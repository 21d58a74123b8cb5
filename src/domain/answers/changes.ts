import { z } from 'zod'
import { deskPeople } from '../accounts/index.ts'
import type { FieldProblem, Reader } from '../shared/index.ts'
import {
  allQueues,
  allRequestTypes,
  allTeams,
  escalationReasons,
  isOfProduct,
  levels,
  type RequestType,
} from '../tickets/index.ts'
import { unknownVariables } from './variables.ts'

const blank = z.literal('').transform(() => undefined)
const optional = <T extends z.ZodType>(schema: T) => z.union([blank, schema]).optional()
const level = z.enum(levels as [string, ...string[]] as ['low', 'normal', 'high', 'critical'])

/** Of the form: each may stay empty. */
export const changeFields = {
  assignee: optional(z.string().max(64)),
  toLine: optional(z.coerce.number().pipe(z.union([z.literal(2), z.literal(3)]))),
  why: optional(z.enum(escalationReasons)),
  impact: optional(level),
  urgency: optional(level),
  queue: optional(z.string().max(64)),
  requestType: optional(z.string().max(64)),
  team: optional(z.string().max(64)),
}
const schema = z.object(changeFields)
/** What using a template does to the ticket beside its status. */
export type TemplateChanges = z.output<typeof schema>

export type TemplateFault = 'variable' | 'person' | 'queue' | 'requestType' | 'team'

/** What templates may name. */
export type Named = {
  people: ReadonlyMap<string, number | null>
  queues: ReadonlySet<string>
  /** Those in use. */
  types: ReadonlyMap<string, RequestType>
  /** Those in use. */
  teams: ReadonlySet<string>
}

export async function namedIn(db: Reader): Promise<Named> {
  const [people, queues, types, teams] = await Promise.all([
    deskPeople(db),
    allQueues(db),
    allRequestTypes(db),
    allTeams(db),
  ])
  return {
    people: new Map(people.map(({ id, line }) => [id, line])),
    queues: new Set(queues.map(({ id }) => id)),
    types: new Map(types.flatMap((type) => (type.archivedAt === null ? [[type.id, type]] : []))),
    teams: new Set(teams.flatMap(({ id, archivedAt }) => (archivedAt === null ? [id] : []))),
  }
}

/** Whether it does anything. */
export function changesOf({ why, ...rest }: TemplateChanges): TemplateChanges | null {
  const set = Object.entries(rest).filter(([, value]) => value !== undefined)
  if (set.length === 0) return null
  return { ...Object.fromEntries(set), ...(rest.toLine && why ? { why } : {}) } as TemplateChanges
}

/** A template for tickets of all products may name a type of one of them: elsewhere it is not offered. */
function typeProblems(type: RequestType | undefined, product: string | null): FieldProblem[] {
  if (!type) return [{ field: 'requestType', code: 'gone' }]
  const fits = product === null || isOfProduct(type, product)
  return fits ? [] : [{ field: 'requestType', code: 'type-not-of-product' }]
}

/** What does not go together, or is not there. @param product of the template */
export function changeProblems(
  changes: TemplateChanges,
  { people, queues, types, teams }: Named,
  product: string | null,
): FieldProblem[] {
  const { assignee, toLine, why, queue, requestType, team } = changes
  const line = assignee === undefined ? undefined : people.get(assignee)
  return [
    ...(assignee !== undefined && line === undefined ? [{ field: 'assignee', code: 'gone' }] : []),
    ...(toLine && line !== undefined && line !== toLine ? [{ field: 'assignee', code: 'not-of-line' }] : []),
    ...(toLine && !why ? [{ field: 'why', code: 'required' }] : []),
    ...(queue !== undefined && !queues.has(queue) ? [{ field: 'queue', code: 'gone' }] : []),
    ...(requestType === undefined ? [] : typeProblems(types.get(requestType), product)),
    ...(team !== undefined && !teams.has(team) ? [{ field: 'team', code: 'gone' }] : []),
  ]
}

/** @param named null: it names nobody and nothing */
export function faultsOf(
  { body, changes, product }: { body: string; changes: TemplateChanges | null; product: string | null },
  named: Named | null,
): TemplateFault[] {
  const fields = changes && named ? changeProblems(changes, named, product).map(({ field }) => field) : []
  return [
    ...(unknownVariables(body).length > 0 ? ['variable' as const] : []),
    ...(fields.includes('assignee') ? ['person' as const] : []),
    ...(fields.includes('queue') ? ['queue' as const] : []),
    ...(fields.includes('requestType') ? ['requestType' as const] : []),
    ...(fields.includes('team') ? ['team' as const] : []),
  ]
}
