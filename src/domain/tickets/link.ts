/** How two tickets belong together; a parent is the whole, its child a part of it. */
export type LinkKind = 'related' | 'parent' | 'follow-up'

/** How the other ticket stands to this one. */
export const linkRoles = ['related', 'parent', 'child'] as const
export type LinkRole = (typeof linkRoles)[number] | 'earlier' | 'later'

/** Of one ticket, made by people. */
export const maxLinks = 50

/** The two ends as they are kept; of `related` the older ticket comes first, so that there is one row for both ways. */
export function endsOf(
  role: (typeof linkRoles)[number],
  id: number,
  other: number,
): { kind: LinkKind; fromId: number; toId: number } {
  if (role === 'parent') return { kind: 'parent', fromId: other, toId: id }
  if (role === 'child') return { kind: 'parent', fromId: id, toId: other }
  return { kind: 'related', fromId: Math.min(id, other), toId: Math.max(id, other) }
}

/** @param outgoing the link begins at this ticket */
export function roleOf(kind: LinkKind, outgoing: boolean): LinkRole {
  if (kind === 'related') return 'related'
  if (kind === 'parent') return outgoing ? 'child' : 'parent'
  return outgoing ? 'later' : 'earlier'
}
