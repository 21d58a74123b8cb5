import type { Tlp } from '../advisories/index.ts'
import type { Decision } from '../releases/index.ts'
import type { Role } from '../shared/index.ts'
import { defaultChoice, type NoticeChoice } from './subscription.ts'

/** What there is to tell: a release, a withdrawal or an advisory. */
export type Notice = {
  product: string
  /** Mends something of security, or warns of it. */
  security: boolean
  severity: 'low' | 'medium' | 'high' | 'critical' | null
  /** Nobody has to do anything: it never comes at once. */
  calm?: boolean
  /** Says more of what the person knows: it comes at once only where it is critical. */
  known?: boolean
}

export type Subscriber = {
  personId: string
  role: Role
  organisationIds: readonly string[]
  /** What they chose for the product; null: nothing, so their role decides. */
  choice: NoticeChoice | null
}

/** By what right somebody is told: to a release what its download is decided by, to an advisory its traffic light. */
export type Right = Decision | { allowed: true; reason: 'advisory'; tlp: Tlp }

/** How an organisation stands to what is told; null: it may not know of it. */
export type StandingOf = (organisationId: string) => Right | null

export type Told = {
  personId: string
  when: 'at-once' | 'weekly'
  /** The reason line: by what right, or what is still to be done. */
  decision: Right
  /** Of theirs, those that it concerns. */
  organisationIds: string[]
}

/** May fetch it, or could at once by accepting the licence: nobody is told of what is out of their reach. */
function concerns(decision: Right | null): decision is Right {
  return decision !== null && (decision.allowed || decision.reason === 'eula-required')
}

function whenOf(
  { level, atOnce }: NoticeChoice,
  { security, severity, calm = false, known = false }: Notice,
): Told['when'] | null {
  if (level === 'none' || (level === 'security' && !security)) return null
  const now = severity === 'critical' || (security && !known && atOnce === 'security')
  return now && !calm ? 'at-once' : 'weekly'
}

/** Who is told of it, when and by what right. */
export function whoIsTold(
  notice: Notice,
  subscribers: readonly Subscriber[],
  standingOf: StandingOf,
): Told[] {
  return subscribers.flatMap(({ personId, role, organisationIds, choice }) => {
    const when = whenOf(choice ?? defaultChoice(role), notice)
    if (when === null) return []
    const theirs = organisationIds.flatMap((id) => {
      const decision = standingOf(id)
      return concerns(decision) ? [{ id, decision }] : []
    })
    const best = theirs.find(({ decision }) => decision.allowed) ?? theirs[0]
    if (!best) return []
    return [{ personId, when, decision: best.decision, organisationIds: theirs.map(({ id }) => id) }]
  })
}
