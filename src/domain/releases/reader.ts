import { recordEvent } from '../events/index.ts'
import { type Context, isDesk, notFound, type Person } from '../shared/index.ts'
import { recentlyViewed, type Viewed, viewedOrganisation } from './reader-store.ts'
import { requireReader } from './require-reader.ts'

export type Whose = {
  /** One of the organisations that the reader speaks for; absent: all of them. */
  organisation?: string | undefined
  /** For the desk: the organisation whose rights are looked at. */
  as?: string | undefined
}

const hour = 3_600_000

/**
 * Whose rights are asked for: the actor's own, those of one of its organisations alone, or, for the desk, those that
 * somebody of an organisation has.
 * @throws DomainError `not-found` for an organisation that is not theirs, and for `as` by anybody but the desk
 */
export async function readerFor(ctx: Context, { organisation, as }: Whose): Promise<Person> {
  const actor = requireReader(ctx)
  const reader = as === undefined ? actor : await somebodyOf(ctx, actor, as)
  if (organisation === undefined) return reader
  if (!reader.organisationIds.includes(organisation)) throw notFound('organisation')
  return { ...reader, organisationIds: [organisation] }
}

async function somebodyOf(ctx: Context, actor: Person, id: string): Promise<Person> {
  const found = mayViewAs(actor) ? await viewedOrganisation(ctx.db, id) : null
  if (!found) throw notFound('organisation')
  return {
    ...actor,
    role: roleIn(found),
    line: null,
    organisationId: id,
    organisationIds: [id, ...found.looksAfter],
  }
}

/** Of those who answer for it. */
function roleIn({ kind }: Viewed): 'partner' | 'customer-manager' {
  return kind === 'partner' ? 'partner' : 'customer-manager'
}

function mayViewAs(actor: Person): boolean {
  return isDesk(actor) && actor.scopes === 'all'
}

/**
 * Begins to look as an organisation does, and says so in the audit, once an hour.
 * @throws DomainError `not-found` for everybody but the desk
 */
export async function viewAs(
  ctx: Context,
  organisation: string,
): Promise<{ id: string; name: string; role: 'partner' | 'customer-manager' }> {
  const actor = requireReader(ctx)
  const found = mayViewAs(actor) ? await viewedOrganisation(ctx.db, organisation) : null
  if (!found || found.kind === 'house') throw notFound('organisation')
  const since = ctx.now - hour
  if (!(await recentlyViewed(ctx.db, organisation, actor.id, since))) {
    await ctx.write(async (tx) => {
      if (await recentlyViewed(tx, organisation, actor.id, since)) return
      await recordEvent(ctx, tx, {
        type: 'organisation.viewed-as',
        organisationId: organisation,
        subject: `organisation:${organisation}`,
      })
    })
  }
  return { id: organisation, name: found.name, role: roleIn(found) }
}
