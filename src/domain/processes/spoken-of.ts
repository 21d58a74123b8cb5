import type { FieldProblem, Reader } from '../shared/index.ts'
import { allQueues, allRequestTypes, allTeams, plainTeamName } from '../tickets/index.ts'
import type { ProcessAction, ProcessDefinition } from './definition.ts'

/** What actions may speak of. */
export type SpokenOf = {
  queues: ReadonlySet<string>
  /** Those in use. */
  types: ReadonlySet<string>
  /** Those in use: identifiers by identifier and by name, which is what people write. */
  teams: ReadonlyMap<string, string>
}

export async function spokenOf(db: Reader): Promise<SpokenOf> {
  const [queues, types, teams] = await Promise.all([allQueues(db), allRequestTypes(db), allTeams(db)])
  const inUse = teams.filter(({ archivedAt }) => archivedAt === null)
  return {
    queues: new Set(queues.map(({ id }) => id)),
    types: new Set(types.flatMap(({ id, archivedAt }) => (archivedAt === null ? [id] : []))),
    teams: new Map([
      ...inUse.map(({ id, name }) => [plainTeamName(name), id] as const),
      ...inUse.map(({ id }) => [id, id] as const),
    ]),
  }
}

function teamOf(team: string, { teams }: SpokenOf): string | undefined {
  return teams.get(team) ?? teams.get(plainTeamName(team))
}

/** The field of an action that names what is not there; null: all is. */
function goneIn(action: ProcessAction, known: SpokenOf): string | null {
  switch (action.kind) {
    case 'queue':
      return known.queues.has(action.queue) ? null : 'queue'
    case 'request-type':
      return known.types.has(action.requestType) ? null : 'requestType'
    case 'team':
      return teamOf(action.team, known) ? null : 'team'
    default:
      return null
  }
}

/** What a definition speaks of that is not there. */
export function missing({ steps, end }: ProcessDefinition, known: SpokenOf): FieldProblem[] {
  const all = [...steps.map(({ enter }, at) => [enter, `steps.${at}.enter`] as const), [end, 'end'] as const]
  return all.flatMap(([actions, path]) =>
    actions.flatMap((action, at) => {
      const field = goneIn(action, known)
      return field === null ? [] : [{ field: `${path}.${at}.${field}`, code: 'gone' }]
    }),
  )
}

/** With teams by what stays when they are renamed. */
export function withTeams(definition: ProcessDefinition, known: SpokenOf): ProcessDefinition {
  const actions = (given: readonly ProcessAction[]): ProcessAction[] =>
    given.map((action) =>
      action.kind === 'team' ? { ...action, team: teamOf(action.team, known) ?? action.team } : action,
    )
  const { steps, end } = definition
  return {
    ...definition,
    steps: steps.map((step) => ({ ...step, enter: actions(step.enter) })),
    end: actions(end),
  }
}
