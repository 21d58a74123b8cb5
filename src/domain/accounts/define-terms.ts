import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  type Context,
  type FieldProblem,
  invalid,
  isSupervisor,
  notAllowed,
  notFound,
  parse,
  requireAdministrator,
} from '../shared/index.ts'
import { changesBetween, isChanged } from './changes.ts'
import { checkRevision } from './revision.ts'
import { findOrganisation } from './store.ts'
import {
  contractOf,
  contractRevision,
  deletePartnership,
  findProduct,
  isLevel,
  putContract,
  putPartnership,
  putProduct,
} from './terms-store.ts'

const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(64)
/** Organisations and contracts made in the browser have identifiers of the portal's. */
const anyId = z
  .string()
  .regex(/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/)
  .max(64)

export const productSchema = z.object({ id, name: z.string().trim().min(1).max(120) }).strict()

export const contractSchema = z
  .object({
    id: anyId,
    organisation: anyId,
    /** Identifier of the service level it promises. */
    level: id,
    startsAt: z.iso.date(),
    /** The last day on which it promises anything; null: no end. */
    endsOn: z.iso.date().nullable().default(null),
    suspended: z.boolean().default(false),
    products: z
      .array(
        z
          .object({
            product: id,
            /** The last day on which new releases belong to it; null: no end. */
            maintenanceEnd: z.iso.date().nullable().default(null),
            /** Days after it whose releases still belong to it. */
            graceDays: z.int().min(0).max(365).default(0),
            channel: z.enum(['stable', 'rc', 'beta']).default('stable'),
          })
          .strict(),
      )
      .max(200)
      .refine((lines) => new Set(lines.map(({ product }) => product)).size === lines.length, 'twice'),
  })
  .strict()
  .refine(({ startsAt, endsOn }) => endsOn === null || endsOn >= startsAt, {
    path: ['endsOn'],
    error: 'before-start',
  })

export const partnershipSchema = z.object({ partner: anyId, organisation: anyId }).strict()

export type Contract = z.output<typeof contractSchema>
export type Defined = 'new' | 'changed' | 'same'

export async function defineProduct(ctx: Context, input: unknown): Promise<Defined> {
  requireAdministrator(ctx)
  const product = parse(productSchema, input)
  return ctx.write(async (tx) => {
    const held = await findProduct(tx, product.id)
    if (held?.name === product.name) return 'same'
    await putProduct(tx, { ...product, createdAt: ctx.now })
    await recordEvent(ctx, tx, {
      type: 'product.defined',
      subject: `product:${product.id}`,
      data: held ? { changes: { name: [held.name, product.name] } } : { name: product.name },
    })
    return held ? 'changed' : 'new'
  })
}

/**
 * A contract as it stands from now on: what it covers is replaced, tickets keep what they were promised.
 * @param from revision of the one that was changed; absent: of whichever there is by now
 */
export async function defineContract(ctx: Context, input: unknown, from?: number): Promise<Defined> {
  if (!isSupervisor(ctx.actor)) throw notAllowed('supervisors-only')
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
    const changes = held && changesBetween(held, inOrder(contract))
    if (changes && !isChanged(changes)) return 'same'
    checkRevision((await contractRevision(tx, contract.id)) ?? 0, from, 'contract-changed')
    await putContract(tx, contract, ctx.now)
    await recordEvent(ctx, tx, {
      type: 'contract.defined',
      organisationId: contract.organisation,
      subject: `contract:${contract.id}`,
      data: changes ? { changes } : contract,
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
  if (!isSupervisor(ctx.actor)) throw notAllowed('supervisors-only')
  const { partner, organisation } = parse(partnershipSchema, input)
  return ctx.write(async (tx) => {
    if ((await findOrganisation(tx, partner))?.kind !== 'partner')
      throw invalid([{ field: 'partner', code: 'unknown' }])
    if (partner === organisation || !(await findOrganisation(tx, organisation)))
      throw invalid([{ field: 'organisation', code: 'unknown' }])
    if (!(await putPartnership(tx, partner, organisation))) return 'same'
    await recordEvent(ctx, tx, {
      type: 'partnership.defined',
      organisationId: organisation,
      subject: `organisation:${partner}`,
      data: { partner },
    })
    return 'new'
  })
}

/** Nobody of the partner sees the organisation's tickets any more. */
export async function endPartnership(ctx: Context, input: unknown): Promise<void> {
  if (!isSupervisor(ctx.actor)) throw notAllowed('supervisors-only')
  const { partner, organisation } = parse(partnershipSchema, input)
  await ctx.write(async (tx) => {
    if (!(await deletePartnership(tx, partner, organisation))) throw notFound('partnership')
    await recordEvent(ctx, tx, {
      type: 'partnership.ended',
      organisationId: organisation,
      subject: `organisation:${partner}`,
      data: { partner },
    })
  })
}
