import { z } from 'zod'
import type { TermsBefore } from '../releases/index.ts'

const line = z.object({
  product: z.string(),
  maintenanceEnd: z.string().nullable(),
  graceDays: z.number(),
  channel: z.enum(['stable', 'rc', 'beta']),
})
const before = <T extends z.ZodType>(value: T) => z.tuple([value, z.unknown()]).optional()

/** Of a contract's event, what decides what may be fetched: each field as it was. */
const changed = z.object({
  changes: z.object({
    organisation: before(z.string()),
    startsAt: before(z.string()),
    endsOn: before(z.string().nullable()),
    suspended: before(z.boolean()),
    products: before(z.array(line)),
  }),
})

const day = 86_400_000

/** What of a contract was otherwise before its event; null: nothing that releases depend on. */
export function beforeOf(data: Record<string, unknown>): TermsBefore | null {
  const { changes } = changed.safeParse(data).data ?? {}
  // A new one, or one that was another organisation's.
  if (!changes || changes.organisation) return { none: true }
  const { startsAt, endsOn, suspended, products } = changes
  if (!startsAt && !endsOn && !suspended && !products) return null
  return {
    none: false,
    ...(startsAt && { startsAt: Date.parse(startsAt[0]) }),
    ...(endsOn && { endsAt: endsOn[0] === null ? null : Date.parse(endsOn[0]) + day }),
    ...(suspended && { suspendedAt: suspended[0] ? 0 : null }),
    ...(products && { lines: products[0] }),
  }
}
