import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  type Context,
  type FieldProblem,
  invalid,
  notAllowed,
  notFound,
  type Person,
  parse,
  type Scope,
  scopes,
} from '../shared/index.ts'
import { type ApiTokenRow, insertToken, revokeTokenRow, tokensOf } from './store.ts'

export type ApiToken = Omit<ApiTokenRow, 'hash' | 'personId' | 'scopes'> & { scopes: Scope[] }

const createSchema = z.object({
  name: z.string().trim().min(1).max(80),
  scopes: z.array(z.enum(scopes as [Scope, ...Scope[]])).min(1),
  /** Days until it ends; null: no end. */
  days: z.coerce.number().int().min(1).max(730).nullable(),
})

const limit = 20

function bySession(ctx: Context): Person {
  const { actor } = ctx
  if (actor.kind !== 'person' || actor.scopes !== 'all') throw notAllowed('session-required')
  return actor
}

export async function listTokens(ctx: Context): Promise<ApiToken[]> {
  const rows = await tokensOf(ctx.db, bySession(ctx).id)
  return rows.map(({ hash: _hash, personId: _personId, scopes: held, ...rest }) => ({
    ...rest,
    scopes: held.split(' ') as Scope[],
  }))
}

/** @param hash SHA-256 (hex) of the secret, which only the caller knows and shows once */
export async function createToken(ctx: Context, input: unknown, hash: string): Promise<void> {
  const actor = bySession(ctx)
  const values = parse(createSchema, input)
  await ctx.write(async (tx) => {
    const held = (await tokensOf(tx, actor.id)).filter((t) => t.revokedAt === null)
    const problem: FieldProblem = { field: 'form', code: 'too-many-tokens', params: { max: limit } }
    if (held.length >= limit) throw invalid([problem])
    const id = ctx.ids.next()
    await insertToken(tx, {
      id,
      hash,
      personId: actor.id,
      name: values.name,
      scopes: values.scopes.join(' '),
      createdAt: ctx.now,
      expiresAt: values.days === null ? null : ctx.now + values.days * 86_400_000,
    })
    await recordEvent(ctx, tx, {
      type: 'token.created',
      subject: `token:${id}`,
      data: { name: values.name, scopes: values.scopes },
    })
  })
}

export async function revokeToken(ctx: Context, id: string): Promise<void> {
  const actor = bySession(ctx)
  await ctx.write(async (tx) => {
    if (!(await revokeTokenRow(tx, actor.id, id, ctx.now))) throw notFound('token')
    await recordEvent(ctx, tx, { type: 'token.revoked', subject: `token:${id}` })
  })
}
