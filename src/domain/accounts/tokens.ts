import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  type Context,
  conflict,
  DomainError,
  type FieldProblem,
  invalid,
  notAllowed,
  notFound,
  parse,
  type Scope,
  scopes,
} from '../shared/index.ts'
import { getService } from './services.ts'
import { endingTokens, findToken, updateToken } from './services-store.ts'
import { type ApiTokenRow, insertToken, revokeTokenRow, tokensOf } from './store.ts'

type Hidden = 'hash' | 'previousHash' | 'personId' | 'scopes' | 'warnedAt'
export type ApiToken = Omit<ApiTokenRow, Hidden> & { scopes: Scope[] }

const createSchema = z.object({
  name: z.string().trim().min(1).max(80),
  scopes: z.array(z.enum(scopes as [Scope, ...Scope[]])).min(1),
  /** Days until it ends; null: no end. */
  days: z.coerce.number().int().min(1).max(730).nullable(),
  /** Megabytes of release files a day; absent or null: no limit. */
  dailyMegabytes: z.coerce.number().int().min(1).max(10_000_000).nullable().optional(),
})

const rotateSchema = z.object({
  /** Hours for which the secret before still works. */
  overlapHours: z.coerce.number().int().min(0).max(720).default(24),
})

const limit = 20
const hour = 3_600_000
const day = 86_400_000
const megabyte = 1_000_000

/** Whose tokens they are: one's own, or those of a service account that one manages. */
async function holderOf(
  ctx: Context,
  serviceId: string | null,
): Promise<{ id: string; organisationId: string }> {
  const { actor } = ctx
  if (actor.kind !== 'person' || actor.scopes !== 'all') throw notAllowed('session-required')
  if (serviceId === null) return actor
  const service = await getService(ctx, serviceId)
  if (service.disabledAt !== null) throw conflict('account-already-disabled')
  return service
}

export async function listTokens(ctx: Context, serviceId: string | null = null): Promise<ApiToken[]> {
  const rows = await tokensOf(ctx.db, (await holderOf(ctx, serviceId)).id)
  return rows.map(({ hash: _, previousHash: _p, personId: _h, warnedAt: _w, scopes: held, ...rest }) => ({
    ...rest,
    scopes: held.split(' ') as Scope[],
  }))
}

/** @param hash SHA-256 (hex) of the secret, which only the caller knows and shows once */
export async function createToken(
  ctx: Context,
  input: unknown,
  hash: string,
  serviceId: string | null = null,
): Promise<void> {
  const holder = await holderOf(ctx, serviceId)
  const values = parse(createSchema, input)
  await ctx.write(async (tx) => {
    const held = (await tokensOf(tx, holder.id)).filter((t) => t.revokedAt === null)
    const problem: FieldProblem = { field: 'form', code: 'too-many-tokens', params: { max: limit } }
    if (held.length >= limit) throw invalid([problem])
    const id = ctx.ids.next()
    await insertToken(tx, {
      id,
      hash,
      personId: holder.id,
      name: values.name,
      scopes: values.scopes.join(' '),
      createdAt: ctx.now,
      expiresAt: values.days === null ? null : ctx.now + values.days * day,
      dailyBytes: values.dailyMegabytes ? values.dailyMegabytes * megabyte : null,
    })
    await recordEvent(ctx, tx, {
      type: 'token.created',
      organisationId: holder.organisationId,
      subject: `token:${id}`,
      data: { name: values.name, scopes: values.scopes, personId: holder.id },
    })
  })
}

export async function revokeToken(ctx: Context, id: string, serviceId: string | null = null): Promise<void> {
  const { id: personId, organisationId } = await holderOf(ctx, serviceId)
  await ctx.write(async (tx) => {
    if (!(await revokeTokenRow(tx, personId, id, ctx.now))) throw notFound('token')
    await recordEvent(ctx, tx, { type: 'token.revoked', organisationId, subject: `token:${id}` })
  })
}

type Rotated = { expiresAt: number | null; previousUntil: number }

/** Gives a token a new secret, for as long as the one before was given; that one still works for a while. */
export async function rotateToken(
  ctx: Context,
  id: string,
  input: unknown,
  hash: string,
  serviceId: string | null = null,
): Promise<Rotated> {
  return rotate(ctx, { ...(await holderOf(ctx, serviceId)), tokenId: id }, input, hash)
}

/** The same by the token itself. */
export async function rotateOwnToken(ctx: Context, input: unknown, hash: string): Promise<Rotated> {
  const { actor } = ctx
  if (actor.kind !== 'person' || actor.tokenId === null)
    throw new DomainError('not-signed-in', 'token-required')
  const { id, organisationId, tokenId } = actor
  return rotate(ctx, { id, organisationId, tokenId }, input, hash)
}

function rotate(
  ctx: Context,
  { id: personId, organisationId, tokenId }: { id: string; organisationId: string; tokenId: string },
  input: unknown,
  hash: string,
): Promise<Rotated> {
  const { overlapHours } = parse(rotateSchema, input)
  return ctx.write(async (tx) => {
    const token = await findToken(tx, personId, tokenId)
    if (!token || (token.expiresAt ?? Infinity) <= ctx.now) throw notFound('token')
    const previousUntil = ctx.now + overlapHours * hour
    const given = token.rotatedAt ?? token.createdAt
    const expiresAt = token.expiresAt === null ? null : ctx.now + (token.expiresAt - given)
    const previous = { previousHash: token.hash, previousUntil }
    await updateToken(tx, tokenId, { hash, ...previous, expiresAt, rotatedAt: ctx.now, warnedAt: null })
    const data = { name: token.name, overlapHours, personId }
    await recordEvent(ctx, tx, { type: 'token.rotated', organisationId, subject: `token:${tokenId}`, data })
    return { expiresAt, previousUntil }
  })
}

/** Two weeks before a token ends, its holder is to be told: the letter is written from the event. */
export async function announceEndingTokens(ctx: Context): Promise<number> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  return ctx.write(async (tx) => {
    const ending = await endingTokens(tx, ctx.now, ctx.now + 14 * day)
    for (const { id, name, personId, organisationId, expiresAt } of ending) {
      await updateToken(tx, id, { warnedAt: ctx.now })
      const data = { name, personId, expiresAt }
      await recordEvent(ctx, tx, { type: 'token.ending', organisationId, subject: `token:${id}`, data })
    }
    return ending.length
  })
}
