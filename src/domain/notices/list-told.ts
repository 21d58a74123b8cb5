import type { Context } from '../shared/index.ts'
import { productNames } from './audience-store.ts'
import { subjectOf } from './subject.ts'
import { requireSubscriber } from './subscribe.ts'
import { nextWeekly } from './tell-weekly.ts'
import { type LastTold, lastTold } from './told-store.ts'

export type ToldView = Pick<LastTold, 'at' | 'pace' | 'kind' | 'productIds'> & {
  products: string[]
  /** Version of a release, or name of an advisory; null: of what a contract opened. */
  name: string | null
}

const shown = 10

/** What the actor was told last, and when the next weekly letter is due. */
export async function listTold(ctx: Context): Promise<{ told: ToldView[]; nextWeekly: number }> {
  const { id } = requireSubscriber(ctx)
  const names = await productNames(ctx.db)
  const rows = await lastTold(ctx.db, id, shown)
  const told = rows.map(({ at, pace, kind, subject, productIds }) => ({
    ...{ at, pace, kind, productIds },
    products: productIds.map((product) => names.get(product) ?? product),
    name: kind === 'contract' ? null : (subjectOf(subject).name.split('/').at(-1) ?? null),
  }))
  return { told, nextWeekly: await nextWeekly(ctx) }
}
