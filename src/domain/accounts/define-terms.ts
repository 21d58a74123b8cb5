import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  type Context,
  type FieldProblem,
  invalid,
  isAdministrator,
  notAllowed,
  parse,
} from '../shared/index.ts'
import { findOrganisation } from './store.ts'
import { contractOf, findProduct, isLevel, putContract, putPartnership, putProduct } from './terms-store.ts'

const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(64)

export const productSchema = z.object({ id, name: z.string().trim().min(1).max(120) }).strict()

export const contractSchema = z
  .object({
    id,
    organisation: id,
    /** Identifier of the service level it promises. */
    level: id,
    startsAt: z.iso.date(),
    suspended: z.boolean().default(false),
    products: z
      .array(
        z
          .object({
            product: id,
            /** The last day on which new releases belong to it; null: no end. */
            maintenanceEnd: z.iso.date().nullable().default(null),
            channel: z.enum(['stable', 'rc', 'beta']).default('stable'),
          })
          .strict(),
      )
      .max(200),
  })
  .strict()

export const partnershipSchema = z.object({ partner: id, organisation: id }).strict()

export type Contract = z.output<typeof contractSchema>
export type Defined = 'new' | 'changed' | 'same'

export async function defineProduct(ctx: Context, input: unknown): Promise<Defined> {
  if (!isAdministrator(ctx.actor)) throw notAllowed('administrators-only')
  const product = parse(productSchema, input)
  return ctx.write(async (tx) => {
    const held = await findProduct(tx, product.id)
    if (held?.name === product.name) return 'same'
    await putProduct(tx, { ...product, createdAt: ctx.now })
    await recordEvent(ctx, tx, {
      type: 'product.defined',
      subject: `product:${product.id}`,
      data: { name: product.name },
    })
    return held ? 'changed' : 'new'
  })
}

/** A contract as it stands from now on: what it covers is replaced, tickets keep what they were promised. */
export async function defineContract(ctx: Context, input: unknown): Promise<Defined> {
  if (!isAdministrator(ctx.actor)) throw notAllowed('administrators-only')
  const contract = parse(contractSchema, input)
  return ctx.write(async (tx) => {
    const unknown = (field: string): FieldProblem => ({ field, code: 'unknown' })
    const problems: FieldProblem[] = []
    if (!(await findOrganisation(tx, contract.organisation))) problems.push(unknown('organisation'))
    if (!(await isLevel(tx, contract.level))) problems.push(unknown('level'))
    for (const [at, { product }] of contract.products.entries()) {
      if (!(await findProduct(tx, product))) problems.push(unknown(`products.${at}.product`))
    }
    if (problems.length > 0) throw invalid(problems)
    const held = await contractOf(tx, contract.id)
    if (held && JSON.stringify(held) === JSON.stringify(inOrder(contract))) return 'same'
    await putContract(tx, contract, ctx.now)
    await recordEvent(ctx, tx, {
      type: 'contract.defined',
      organisationId: contract.organisation,
      subject: `contract:${contract.id}`,
      data: contract,
    })
    return held ? 'changed' : 'new'
  })
}

function inOrder(contract: Contract): Contract {
  const products = contract.products.toSorted((a, b) => (a.product < b.product ? -1 : 1))
  return { ...contract, products }
}

/** That a partner looks after an organisation. */
export async function definePartnership(ctx: Context, input: unknown): Promise<Defined> {
  if (!isAdministrator(ctx.actor)) throw notAllowed('administrators-only')
  const { partner, organisation } = parse(partnershipSchema, input)
  return ctx.write(async (tx) => {
    if ((await findOrganisation(tx, partner))?.kind !== 'partner')
      throw invalid([{ field: 'partner', code: 'unknown' }])
    if (!(await findOrganisation(tx, organisation)))
      throw invalid([{ field: 'organisation', code: 'unknown' }])
    if (!(await putPartnership(tx, partner, organisation))) return 'same'
    await recordEvent(ctx, tx, {
      type: 'partnership.defined',
      organisationId: organisation,
      data: { partner },
    })
    return 'new'
  })
}
