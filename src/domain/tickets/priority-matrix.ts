import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { actorId, type Context, conflict, parse, requireAdministrator } from '../shared/index.ts'
import { levelSchema, reasonSchema } from './inputs.ts'
import { findMatrix, insertMatrix } from './matrix-store.ts'
import { type Level, levels, type PriorityMatrix, priorityOf, standardMatrix } from './priority.ts'

const rowSchema = z.strictObject({
  low: levelSchema,
  normal: levelSchema,
  high: levelSchema,
  critical: levelSchema,
})

export const matrixSchema = z.object({
  matrix: z.strictObject({ low: rowSchema, normal: rowSchema, high: rowSchema, critical: rowSchema }),
  reason: reasonSchema,
  /** The version that was changed; 0: the portal's own. */
  from: z.coerce.number().pipe(z.int().min(0)),
})

export type CurrentMatrix = {
  version: number
  matrix: PriorityMatrix
  /** Why, by whom and when; null: nobody has changed it. */
  defined: { reason: string; by: string | null; at: number } | null
}

/** The matrix by which tickets get their priority from now on. */
export async function currentMatrix(ctx: Pick<Context, 'db'>): Promise<CurrentMatrix> {
  const held = await findMatrix(ctx.db)
  if (!held) return { version: 0, matrix: standardMatrix, defined: null }
  const { version, matrix, reason, by, createdAt } = held
  return { version, matrix: matrix as PriorityMatrix, defined: { reason, by, at: createdAt } }
}

/** What a ticket that is opened now gets. */
export async function currentPriority(
  ctx: Pick<Context, 'db'>,
  impact: Level,
  urgency: Level,
): Promise<Level> {
  return priorityOf(impact, urgency, (await currentMatrix(ctx)).matrix)
}

/** Tickets that exist keep their priority until somebody changes their impact or urgency. */
export async function definePriorityMatrix(ctx: Context, input: unknown): Promise<'changed' | 'same'> {
  requireAdministrator(ctx)
  const { matrix, reason, from } = parse(matrixSchema, input)
  return ctx.write(async (tx) => {
    const held = await currentMatrix({ db: tx })
    if (held.version !== from) throw conflict('matrix-changed')
    const cells = levels.flatMap((impact) =>
      levels.map(
        (urgency) => [`${impact}×${urgency}`, held.matrix[impact][urgency], matrix[impact][urgency]] as const,
      ),
    )
    const changed = cells.filter(([, before, after]) => before !== after)
    if (changed.length === 0) return 'same'
    await insertMatrix(tx, { matrix, reason, definedBy: actorId(ctx.actor), createdAt: ctx.now })
    const changes = Object.fromEntries(changed.map(([cell, before, after]) => [cell, [before, after]]))
    await recordEvent(ctx, tx, {
      type: 'priority-matrix.defined',
      subject: 'priority-matrix',
      data: { reason, changes },
    })
    return 'changed'
  })
}
