import { stringify } from 'yaml'
import { z } from 'zod'
import {
  allPartnerships,
  allProducts,
  contractIds,
  contractOf,
  contractSchema,
  defineContract,
  definePartnership,
  defineProduct,
  partnershipSchema,
  productSchema,
} from '#domain/accounts/index.ts'
import { type Context, DomainError, type FieldProblem, isDomainError } from '#domain/shared/index.ts'
import {
  defineCalendar,
  defineLevel,
  namedCalendarSchema,
  namedLevelSchema,
  newestTerms,
} from '#domain/sla/index.ts'
import { type Fault, formatFault } from '../site/faults.ts'
import { readYaml } from '../site/yaml-reader.ts'

const termsSchema = z
  .object({
    products: z.array(productSchema).default([]),
    calendars: z.array(namedCalendarSchema).default([]),
    levels: z.array(namedLevelSchema).default([]),
    contracts: z.array(contractSchema).default([]),
    partnerships: z.array(partnershipSchema).default([]),
  })
  .strict()

type Terms = z.output<typeof termsSchema>
type Kind = keyof Terms
const verbs = {
  products: defineProduct,
  calendars: defineCalendar,
  levels: defineLevel,
  contracts: defineContract,
  partnerships: definePartnership,
} as const satisfies Record<Kind, (ctx: Context, input: unknown) => Promise<'new' | 'changed' | 'same'>>
/** What others name comes first. */
const order = ['products', 'calendars', 'levels', 'contracts', 'partnerships'] as const satisfies Kind[]

export type Applied = Record<Kind, { new: number; changed: number; same: number }>

/** The file has faults: nothing was changed. */
export class TermsError extends Error {
  override name = 'TermsError'
  constructor(faults: readonly Fault[]) {
    super(faults.map(formatFault).join('\n'))
  }
}

/**
 * Takes over what the house sells and promises from a YAML file, all of it or nothing.
 * @throws TermsError with file, line and field of each fault
 */
export async function applyTerms(ctx: Context, file: string, text: string): Promise<Applied> {
  const faults: Fault[] = []
  const terms = readYaml(termsSchema, { text, firstLine: 1, file }, faults)
  if (!terms) throw new TermsError(faults)
  const count = (): Applied[Kind] => ({ new: 0, changed: 0, same: 0 })
  const applied: Applied = {
    products: count(),
    calendars: count(),
    levels: count(),
    contracts: count(),
    partnerships: count(),
  }
  await ctx.write(async () => {
    for (const kind of order) {
      for (const [at, item] of terms[kind].entries()) {
        applied[kind][await verbs[kind](ctx, item).catch((error) => refuse(error, `${kind}.${at}`))] += 1
      }
    }
  })
  return applied
}

/** Says of which item in the file the verb spoke. */
function refuse(error: unknown, place: string): never {
  if (!isDomainError(error)) throw error
  const fields: FieldProblem[] = error.fields.map((problem) => ({
    ...problem,
    field: `${place}.${problem.field}`,
  }))
  throw new DomainError(error.kind, error.code, { fields })
}

/** What holds now, in the form that `applyTerms` takes. */
export async function writeTerms({ db }: Pick<Context, 'db'>): Promise<string> {
  const products = (await allProducts(db)).map(({ id, name }) => ({ id, name }))
  const { calendars, levels } = await newestTerms(db)
  const contracts = await Promise.all((await contractIds(db)).map((id) => contractOf(db, id)))
  return stringify({ products, calendars, levels, contracts, partnerships: await allPartnerships(db) })
}
